# Where input comes from and output goes.
echo first > out
cat out
echo second >> out
cat out
cat < out
echo short > out
cat < out
wc -l < out
cat nothing 2> errors
echo $?
cat errors
cat nothing out > both 2>&1
cat both
echo to-errors >&2 2> errors
echo to-errors 2> errors >&2
cat errors
> made
wc -c made
cat < nothing
echo $?
echo not run > no/such/folder
echo $?
> here echo order does not matter
cat here
NAME=by-variable
echo content > $NAME
cat by-variable
echo "with space" > "a file"
cat "a file"
echo 3>three three
cat three
cat three 0< out
cd / > /dev/null
pwd
