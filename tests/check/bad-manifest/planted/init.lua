-- init.lua - nothing is wrong here

