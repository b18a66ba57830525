# Scripts: by file, by -c, from standard input.
echo 'echo "$0: $# arguments: $1, $2, $*"' > script
sh script one 'two words' three
sh ./script
echo 'exit 3
echo never' > leaving
sh leaving
echo $?
sh no-such-script
echo $?
sh -c 'echo a
echo b; exit 2'
echo $?
echo 'echo from input; cat; echo end' | sh
echo 'cat
this is data for cat' | sh
echo 'echo first
exit 6' | sh
echo $?
# a comment
echo before # behind
echo not#a#comment
  # indented
sh -c '# only a comment'
echo $?
sh -c ''
echo $?
sh -c 'false'
echo $?
sh -c 'X=1; echo $X; sh -c "echo [\$X]"; export X; sh -c "echo [\$X]"'
cd /
pwd
cd /dev/..
pwd
cd
sh -c 'cd /tmp; pwd'
sh -c 'exit 258'
echo $?
