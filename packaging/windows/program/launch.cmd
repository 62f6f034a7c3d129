@echo off
rem Finds Python and starts run.py; called by the launchers in the folder above. No blocks in
rem brackets: a dropped file's name may hold one.
setlocal DisableDelayedExpansion
chcp 932 >nul
set "HERE=%~dp0"
set "RUN=%HERE%run.py"
if not exist "%RUN%" goto broken
set "PY=%HERE%python\python.exe"
if exist "%PY%" goto file
set "PY=%LOCALAPPDATA%\Programs\Python\Python@DIGITS@\python.exe"
if exist "%PY%" goto file
py -@VERSION@ -c "" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "import sys; sys.exit(sys.version_info[:2] != (@COMMA@))" >nul 2>nul
if not errorlevel 1 goto path
echo Python @VERSION@ が見つかりません。
echo 　→ 使い方のページを見て、Python を入れてください。管理者の権限は要りません。
pause
exit /b 2
:file
"%PY%" -X utf8 "%RUN%" %*
exit /b %errorlevel%
:launcher
py -@VERSION@ -X utf8 "%RUN%" %*
exit /b %errorlevel%
:path
python -X utf8 "%RUN%" %*
exit /b %errorlevel%
:broken
echo ファイルが足りません："%RUN%"
echo 　→ ZIP を右クリックして「すべて展開」を選び、できたフォルダーの中のアイコンを使ってください。
pause
exit /b 2
