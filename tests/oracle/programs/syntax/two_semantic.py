break
return 1
