@echo off
call "%~dp0program\launch.cmd" desk %*
