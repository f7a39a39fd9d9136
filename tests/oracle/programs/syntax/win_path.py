x = "C:\Users"
