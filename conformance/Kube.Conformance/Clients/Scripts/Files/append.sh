# An editor that sets the value of one key.
sed -i 's/^  sky: .*/  sky: '"$SKY"'/' "$1"
