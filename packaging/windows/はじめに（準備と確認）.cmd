@echo off
call "%~dp0program\launch.cmd" doctor %*
