# File names by pattern.
mkdir folder folder/sub other
touch a.c b.c ab.c c.h .hidden folder/x.c folder/sub/y.c other/x.c "with space.c"
echo *
echo *.c
echo a*.c
echo ?.c
echo *.none
echo "*.c" '*.c' \*.c
echo .h*
echo */*.c
echo */
echo fold*/sub/*
echo */*/y.c
echo ./*.h
PATTERN="*.h"
echo $PATTERN "$PATTERN"
ls *.c
for=*.c
echo $for
echo *a*b*
echo /de*/nul*
echo "a"*.c
touch 'a*b' axb
echo 'a*'b
echo a\*b
echo a*b
rm "a*b"
echo a*b
