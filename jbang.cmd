@echo off
rem The launcher for Windows: runs ./jbang inside the Windows Subsystem for Linux (WSL).
setlocal
where wsl.exe >nul 2>nul
if errorlevel 1 (
    echo jbang: this course needs the Windows Subsystem for Linux. In an administrator's 1>&2
    echo terminal:  wsl --install  and after the restart call jbang again. 1>&2
    exit /b 1
)
set "folder=%~dp0"
set "launcher="
for /f "usebackq delims=" %%p in (`wsl.exe --exec wslpath -a "%folder:\=/%jbang"`) do (
    set "launcher=%%p"
)
if not defined launcher (
    echo jbang: no Linux answers inside WSL; install one with:  wsl --install -d Debian 1>&2
    exit /b 1
)
wsl.exe --exec bash "%launcher%" %*
exit /b %errorlevel%
