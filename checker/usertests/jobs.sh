# In the background.
sleep 0.1 &
wait
echo $?
false &
wait $!
echo $?
sh -c 'exit 7' &
wait $!
echo $?
sleep 0.2 && echo after > file &
jobs
wait
cat file
sleep 10 &
kill $!
wait $!
echo $?
sleep 10 &
FIRST=$!
sleep 10 &
jobs
kill -KILL $!
wait %2
echo $?
jobs
kill $FIRST
wait $FIRST
echo $?
cat &
wait $!
echo background reads nothing
echo in background > out & wait; cat out
wait 999999
echo $?
sh -c 'sleep 0.1; echo late' | cat &
wait
jobs
