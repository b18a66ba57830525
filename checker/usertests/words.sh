# Quotes and variables.
echo one   two "three   four" 'five   six'
A=value
echo $A "$A" '$A' \$A ${A}s "a${A}b" "$A's"
B="two  words"
echo $B "$B"
C=$B
echo "$C"
EMPTY=
echo [$EMPTY] ["$EMPTY"] [$UNSET] ${UNSET}x
echo a"b"'c'\d
echo "a \" b \\ c \$A \x" 'a \ b'
echo \; \& \| \< \> \# a#b
echo 'a quote
over two lines'
echo on\
e word
echo $ $% "$"
X=1 Y="2 3" Z='4'
echo $X $Y $Z
A=changed env | grep '^A='
echo $A
export A
env | grep '^A='
export N=7
env | grep '^N='
A=$A$A
echo $A
echo a=b
sh -c 'echo $0 $1 $2 $#' name one 'two words'
sh -c 'echo $#; echo "$*"' name 'a  b' c
"echo" quoted name
W="echo in a variable"
$W
echo $$ > number
grep -c "^$$" number
