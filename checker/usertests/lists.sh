# What runs after what, and with which status.
true; echo $?
false; echo $?
true && echo yes
false && echo no
false || echo yes
true || echo no
false && echo no || echo yes
true || echo no && echo yes
false || false || echo third
true && false
echo $?
nonexistent-program
echo $?
./nonexistent/program
echo $?
echo text > file
./file
echo $?
sh -c 'exit 3'
echo $?
sh -c 'exit 3' && echo no
sh -c 'false'; echo $?
sh -c 'kill -KILL $$'
echo $?
sh -c 'kill -TERM $$' || echo failed
echo one;echo two;  echo three ;
true &&
echo continued
false ||

echo over an empty line
export 1x || echo no name
cd nowhere || echo still here
exit 4
echo never
