# What is no sentence of the language: said, status 2, and the rest of the text is not run.
sh -c 'echo a | '
echo $?
sh -c '| echo a'
echo $?
sh -c 'echo before; ;; echo after'
echo $?
sh -c 'echo "no end'
echo $?
sh -c "echo 'no end"
echo $?
sh -c 'echo >'
echo $?
sh -c 'echo > > a'
echo $?
sh -c 'echo before; && echo after; echo never'
echo $?
sh -c '(echo subshell)'
echo $?
sh -c 'true & & echo b'
echo $?
sh -c 'true &&'
echo $?
