# Programs on files and folders.
echo content > a
cp a b
cat b
mv b c
ls
ln a d
ls -l a | grep -c ' 2 '
rm a
cat d
cat a
mkdir folder
mkdir folder
cp c d folder
ls folder
mv c d folder
ls
ls folder
mkdir -p deep/er/est deep/er
ls deep/er
rmdir deep
rmdir deep/er/est
ls deep/er
rm folder
rm -r folder deep
ls
rm nothing
echo $?
rm -f nothing
echo $?
mkdir tree tree/one
echo 1 > tree/one/file
cp tree copy
cp -r tree copy
cat copy/one/file
ls -a copy
ls copy tree
cp copy/one/file copy/one/file
mv copy moved
ls moved/one
mv nothing somewhere
cp nothing somewhere
ln moved/one/file moved/one/file
ls nothing
echo $?
ls -d moved
touch new
wc -c new
echo kept > old
touch old
cat old
cd moved
pwd | grep -c moved
rm -r ../tree .././moved/one
ls
cp
echo $?
mkdir -x
echo $?
mv one two three
echo $?
cat -
mkdir full
rm -f full
echo $?
rm -rf full nothing
echo $?
