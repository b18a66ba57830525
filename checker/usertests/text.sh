# Programs on text.
echo -n no end; echo .
echo
echo -n
echo a -n
echo 'one
two
three' > three
wc three
wc -l three
wc -l -w three three
echo -n 'no newline' | wc
wc < /dev/null
head -n 1 three
head -n 0 three
head -n 2 three three
head three
tail -n 1 three
tail -n 2 < three
tail -n 0 three
tail three
echo -n 'a
b' | tail -n 1
echo
grep t three
grep -v t three
grep -c t three
grep -n '^t' three
grep -i TWO three
grep TWO three
echo $?
grep 'e$' three
grep 'o.*e' three
grep '^t*w' three
grep 'thre*$' three
grep '.w.' three
grep x three; echo $?
grep t nothing; echo $?
grep -q t three && echo quiet
grep one three three
echo 'a.b
axb' | grep 'a\.b'
cat three | grep -v .
hexdump three
echo '0123456789abcdefghi' | hexdump
env A=1 sh -c 'echo $A'
env nonexistent-program
echo $?
date +%%
date | wc -w
sleep 0.01
sleep x
echo $?
sleep
kill
echo $?
kill -NONE 1
kill x
head -n 1 /dev/null
uptime | grep -c ' up .* days, ..:..:..\...$'
