@echo off
rem Starts rdpdoctor from its sources on Windows: the twin of the sh script beside it.
setlocal EnableExtensions DisableDelayedExpansion
set "RD_HOME=%~dp0"
set "RD_STATE=%RD_HOME%.rdpdoctor"
set "RD_LIB=%RD_HOME%cli\target\rdpdoctor\lib"
set "RD_JDK="
set "RD_VERSION="

if defined RDPDOCTOR_JAVA_HOME call :take "%RDPDOCTOR_JAVA_HOME%"
if not defined RD_JDK if defined RDPDOCTOR_JAVA_HOME echo rdpdoctor: no JDK 25 or newer in RDPDOCTOR_JAVA_HOME; looking elsewhere>&2
if not defined RD_JDK if defined JAVA_HOME call :take "%JAVA_HOME%"
if not defined RD_JDK for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :take "%%~dp$PATH:J.."
for %%P in (
  "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu"
  "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%ProgramFiles%\OpenJDK" "%ProgramFiles%\SapMachine"
  "%LocalAppData%\Programs\Eclipse Adoptium" "%UserProfile%\.jdks" "%UserProfile%\scoop\apps\openjdk"
) do for /d %%J in ("%%~P\*") do if not defined RD_JDK call :take "%%~J"
if not defined RD_JDK (
  echo rdpdoctor: needs JDK 25 or newer. Install it ^(winget install EclipseAdoptium.Temurin.25.JDK^) or let RDPDOCTOR_JAVA_HOME point to one.>&2
  exit /b 69
)

if not exist "%RD_LIB%\" goto build
if not exist "%RD_STATE%\sources\" goto build
call :compare /l
if not errorlevel 1 goto start

:build
where mvn >nul 2>nul
if errorlevel 1 (
  echo rdpdoctor: has to be built once, which needs Maven 3.8 or newer on the PATH. Install it ^(for example: scoop install maven^).>&2
  exit /b 69
)
if not exist "%RD_STATE%\" mkdir "%RD_STATE%"
echo building rdpdoctor ...>&2
if exist "%RD_HOME%cli\target\rdpdoctor\" rmdir /s /q "%RD_HOME%cli\target\rdpdoctor"
call :compare
set "RD_JAVA_HOME_BEFORE=%JAVA_HOME%"
set "JAVA_HOME=%RD_JDK%"
pushd "%RD_HOME%"
call mvn -B -q -o -Dmaven.test.skip=true package >"%RD_STATE%\build.log" 2>&1
if not exist "%RD_LIB%\rdpdoctor-cli-*.jar" call mvn -B -q -Dmaven.test.skip=true package >"%RD_STATE%\build.log" 2>&1
popd
set "JAVA_HOME=%RD_JAVA_HOME_BEFORE%"
if not exist "%RD_LIB%\rdpdoctor-cli-*.jar" (
  findstr /b /c:"[ERROR]" "%RD_STATE%\build.log">&2
  echo rdpdoctor: could not be built; the whole log is in %RD_STATE%\build.log>&2
  rmdir /s /q "%RD_STATE%\sources"
  exit /b 69
)
del /q "%RD_STATE%\start-*" 2>nul

:start
set "RD_JVM=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Xss512k --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr"
set "RD_CACHE=%RD_STATE%\start-%RD_VERSION%.aot"
if /i "%RDPDOCTOR_AOT%"=="off" goto plain
if exist "%RD_CACHE%" goto quick
if exist "%RD_CACHE%.failed" goto plain
"%RD_JDK%\bin\java.exe" "%RD_HOME%.launcher\Repack.java" "%RD_LIB%" >nul 2>nul
"%RD_JDK%\bin\java.exe" %RD_JVM% "-XX:AOTCacheOutput=%RD_CACHE%" -cp "%RD_LIB%\*" org.rdpdoctor.cli.Rehearsal >nul 2>nul
if not exist "%RD_CACHE%" type nul>"%RD_CACHE%.failed"
if not exist "%RD_CACHE%" goto plain

:quick
"%RD_JDK%\bin\java.exe" %RD_JVM% "-XX:AOTCache=%RD_CACHE%" -cp "%RD_LIB%\*" org.rdpdoctor.cli.Main %*
exit /b %errorlevel%

:plain
"%RD_JDK%\bin\java.exe" %RD_JVM% -cp "%RD_LIB%\*" org.rdpdoctor.cli.Main %*
exit /b %errorlevel%

rem Takes the folder given if it holds a JDK that is new enough; its release file tells, without starting it.
:take
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
set "RD_FOUND="
for /f "usebackq tokens=1,* delims==" %%K in ("%~1\release") do if "%%K"=="JAVA_VERSION" set "RD_FOUND=%%~L"
if not defined RD_FOUND exit /b
for /f "tokens=1 delims=.-+" %%V in ("%RD_FOUND%") do set "RD_MAJOR=%%V"
if %RD_MAJOR% lss 25 exit /b
set "RD_JDK=%~1"
set "RD_VERSION=%RD_FOUND%"
exit /b

rem Compares the sources with the copy kept of those last built (with /l), or renews the copy. 0: nothing differs.
:compare
robocopy "%RD_HOME%." "%RD_STATE%\sources" pom.xml *.java *.yaml *.tsv *.txt *.json *.properties *.config /mir %1 /xd "%RD_HOME%.rdpdoctor" "%RD_HOME%.git" target test /njh /njs /nfl /ndl /nc /ns /np >nul
exit /b %errorlevel%
