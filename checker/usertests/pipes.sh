# Pipelines.
echo through | cat
echo one two three | cat | cat | cat | wc -w
echo b | grep b | cat && echo found
echo b | grep c | cat && echo the last one counts
echo b | grep -q c
echo $?
echo a | sh -c 'cat; exit 5'
echo $?
cat nothing | wc -c
nonexistent-program 2> errors | echo goes on
cat errors
echo a |
cat
hexdump /dev/zero | head -n 2 | wc -l
echo lost | true
echo both 2>&1 | cat
sh -c 'echo error >&2' 2>&1 | wc -c
sh -c 'cat nothing' 2>&1 | cat
echo x | cat > file | cat
cat file
hexdump < /dev/null
sh -c 'echo 1; echo 2; echo 3' | sh -c 'cat; echo end'
A=outer
echo inner | A=changed cat
echo $A
cd / | cat
pwd | grep -c /
