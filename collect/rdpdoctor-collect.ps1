#Requires -Version 5.1
<#
.SYNOPSIS
Collects what rdpdoctor needs to know of a Windows machine into one zip file. It changes nothing.

.DESCRIPTION
Run it on the machine that does not let people in (-Role Server), on the one that they come from
(-Role Client), or on both. Without administrator rights much stays unread; what could not be read
is written down, never guessed. No password, key or other secret is read. docs/collect.md names
everything that is read, and why. Look into the zip before you send it.

It writes only to a temporary folder, which it removes, and to the zip file.

.PARAMETER Role
Server: the machine to connect to. Client: the machine to connect from. Both: it is both.
Auto takes Server on Windows Server and in a remote PowerShell session, otherwise Client.

.PARAMETER Out
The zip file to write; it must not exist. Without it: rdpdoctor-NAME-TIME.zip in the current folder.

.PARAMETER Hours
How far back the event logs go: 72 hours unless told.

.PARAMETER NoEvents
Leaves the event logs out: the zip becomes small, and says less.

.PARAMETER List
Says what would be read, section by section, and reads none of it.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File rdpdoctor-collect.ps1 -Role Server

.EXAMPLE
Invoke-Command -ComputerName srv01 -FilePath rdpdoctor-collect.ps1 -ArgumentList Server
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Auto', 'Client', 'Server', 'Both')]
    [string] $Role = 'Auto',

    [Parameter(Position = 1)]
    [string] $Out = '',

    [Parameter(Position = 2)]
    [ValidateRange(1, 8760)]
    [int] $Hours = 72,

    [switch] $NoEvents,

    [switch] $List
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ToolVersion = '1'

# Everything that is read. It runs once for every section, in a process of its own, so that a probe
# that hangs can be given up: $Section names the function to run. What a function returns becomes
# the JSON of its section.
$Reader = {
    param([string] $Section, [int] $Hours, [string] $Folder, [string] $Argument)

    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'

    # Times in UTC as ISO 8601, whatever the language of the machine.
    function Format-When($Time) {
        if ($null -eq $Time) { return $null }
        return $Time.ToUniversalTime().ToString('o')
    }

    # Bytes as hex, texts as they are.
    function Format-Value($Value) {
        if ($Value -is [byte[]]) {
            return (($Value | ForEach-Object { '{0:x2}' -f $_ }) -join '')
        }
        return $Value
    }

    # A proxy may be written with a user name and a password in front of it.
    function Format-WithoutLogon([string] $Text) {
        return ($Text -replace '//[^/@\s]*@', '//')
    }

    # The named values of one registry key; `present` is false for those that are not there.
    function Read-Key([string] $Key, [string[]] $Names) {
        $here = Test-Path -LiteralPath $Key
        foreach ($name in $Names) {
            $value = $null
            if ($here) {
                $value = (Get-ItemProperty -LiteralPath $Key -Name $name -ErrorAction SilentlyContinue).$name
            }
            @{ key = $Key; name = $name; present = ($null -ne $value); value = (Format-Value $value) }
        }
    }

    # Only whether they are there: their content is nobody's business.
    function Read-Presence([string] $Key, [string[]] $Names) {
        Read-Key $Key $Names | ForEach-Object {
            @{ key = $_.key; name = $_.name; present = $_.present; value = $null }
        }
    }

    # The same values of every key below one. Some have a slash in their name (AES 128/128), which
    # no path can have: they are asked themselves, where the language mode lets them be.
    function Read-Children([string] $Key, [string[]] $Names) {
        if (Test-Path -LiteralPath $Key) {
            Get-ChildItem -LiteralPath $Key | ForEach-Object {
                $child = $_
                $last = $child.Name -replace '^.*\\', ''
                foreach ($name in $Names) {
                    $value = $null
                    try { $value = $child.GetValue($name) } catch { $value = (Get-ItemProperty -LiteralPath "$Key\$last" -Name $name -ErrorAction SilentlyContinue).$name }
                    @{ key = "$Key\$last"; name = $name; present = ($null -ne $value); value = (Format-Value $value) }
                }
            }
        }
    }

    # ---- both machines -----------------------------------------------------------------------

    function Read-System {
        $os = Get-CimInstance -ClassName Win32_OperatingSystem
        $computer = Get-CimInstance -ClassName Win32_ComputerSystem
        $now = Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
        @{
            computer = $os.CSName
            caption = $os.Caption
            version = $os.Version
            build = $now.CurrentBuild
            revision = $now.UBR
            edition = $now.EditionID
            release = $now.DisplayVersion
            productType = $os.ProductType
            installed = (Format-When $os.InstallDate)
            booted = (Format-When $os.LastBootUpTime)
            now = (Format-When (Get-Date))
            domain = $computer.Domain
            domainMember = $computer.PartOfDomain
            domainRole = $computer.DomainRole
            model = $computer.Model
            culture = (Get-Culture).Name
        }
    }

    function Read-Registry {
        # Remote Desktop itself, as set on the machine and as set by policy.
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server' @(
            'fDenyTSConnections', 'fSingleSessionPerUser', 'TSServerDrainMode', 'TSEnabled', 'TSUserEnabled',
            'TSAdvertise', 'IgnoreRegUserConfigErrors', 'fQueryUserConfigFromDC', 'DelayConMgrTimeout', 'StartRCM',
            'Server2003NegotiateDisable', 'KeepAliveEnable', 'AllowRemoteRPC', 'ProductVersion')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp' @(
            'PortNumber', 'SecurityLayer', 'UserAuthentication', 'MinEncryptionLevel', 'fAllowSecProtocolNegotiation',
            'fEnableWinStation', 'fLogonDisabled', 'MaxInstanceCount', 'LanAdapter', 'SSLCertificateSHA1Hash',
            'SelectTransport', 'SelectNetworkDetect', 'WdName', 'WdFlag', 'WdPrefix', 'LoadableProtocol_Object',
            'MaxIdleTime', 'MaxConnectionTime', 'MaxDisconnectionTime', 'fInheritMaxIdleTime',
            'fInheritMaxSessionTime', 'fInheritMaxDisconnectionTime', 'fResetBroken', 'InitialProgram',
            'fInheritInitialProgram', 'KeepAliveTimeout')
        Read-Key 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services' @(
            'fDenyTSConnections', 'SecurityLayer', 'UserAuthentication', 'MinEncryptionLevel', 'PortNumber',
            'MaxInstanceCount', 'fSingleSessionPerUser', 'MaxIdleTime', 'MaxConnectionTime', 'MaxDisconnectionTime',
            'RemoteAppLogoffTimeLimit', 'fResetBroken', 'LicensingMode', 'LicenseServers', 'fEncryptRPCTraffic',
            'KeepAliveEnable', 'KeepAliveInterval', 'SelectTransport', 'SelectNetworkDetect', 'fPromptForPassword',
            'fWritableTSCCPermTab', 'CertTemplateName', 'InitialProgram', 'fDisableForcibleLogoff',
            'fEnableWddmDriver', 'bEnumerateHWBeforeSW', 'AVC444ModePreferred', 'SessionDirectoryActive',
            'SessionDirectoryLocation', 'SessionDirectoryClusterName', 'SessionDirectoryExposeServerIP',
            'fServerEnableRDP8', 'DisablePasswordSaving')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\RCM\Licensing Core' @(
            'LicensingMode', 'EnableConcurrentSessions')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\TermService\Parameters' @(
            'ServiceDll')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\TermService\Parameters\LicenseServers' @(
            'SpecifiedLicenseServers')
        Read-Presence 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\RCM' @(
            'Certificate', 'X509 Certificate', 'X509 Certificate ID')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\ClusterSettings' @(
            'SessionDirectoryActive', 'SessionDirectoryLocation', 'SessionDirectoryClusterName',
            'SessionDirectoryRedirectionIP', 'SessionDirectoryExposeServerIP')

        # What Schannel, CredSSP and the logon may use.
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\FIPSAlgorithmPolicy' @('Enabled')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL' @(
            'EventLogging', 'SendTrustedIssuerList', 'ClientAuthTrustMode')
        foreach ($protocol in 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3') {
            foreach ($side in 'Client', 'Server') {
                Read-Key "HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\$protocol\$side" @(
                    'Enabled', 'DisabledByDefault')
            }
        }
        Read-Children 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Ciphers' @('Enabled')
        Read-Children 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Hashes' @('Enabled')
        Read-Children 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\KeyExchangeAlgorithms' @(
            'Enabled', 'ServerMinKeyBitLength', 'ClientMinKeyBitLength')
        Read-Key 'HKLM:\SOFTWARE\Policies\Microsoft\Cryptography\Configuration\SSL\00010002' @('Functions', 'EccCurves')
        Read-Key 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\CredSSP\Parameters' @(
            'AllowEncryptionOracle')
        Read-Key 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation' @(
            'AllowDefaultCredentials', 'AllowDefCredentialsWhenNTLMOnly', 'AllowFreshCredentials',
            'AllowFreshCredentialsWhenNTLMOnly', 'AllowSavedCredentials', 'AllowSavedCredentialsWhenNTLMOnly',
            'DenyDefaultCredentials', 'DenyFreshCredentials', 'DenySavedCredentials', 'RestrictedRemoteAdministration',
            'AllowProtectedCreds')
        foreach ($list in 'AllowFreshCredentials', 'AllowFreshCredentialsWhenNTLMOnly', 'AllowSavedCredentials',
            'AllowSavedCredentialsWhenNTLMOnly', 'DenyFreshCredentials', 'DenySavedCredentials') {
            Read-Key "HKLM:\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation\$list" @('1', '2', '3', '4', '5')
        }
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa' @(
            'LmCompatibilityLevel', 'DisableRestrictedAdmin', 'LsaCfgFlags',
            'LimitBlankPasswordUse', 'ForceGuest', 'disabledomaincreds', 'RunAsPPL', 'RestrictAnonymous', 'DisableLoopbackCheck')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\MSV1_0' @(
            'RestrictSendingNTLMTraffic', 'RestrictReceivingNTLMTraffic', 'ClientAllowedNTLMServers',
            'NtlmMinClientSec', 'NtlmMinServerSec', 'BackConnectionHostNames')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\Netlogon\Parameters' @('RestrictNTLMInDomain')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\Kerberos\Parameters' @(
            'MaxTokenSize', 'SupportedEncryptionTypes', 'MaxPacketSize')
        Read-Key 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Kerberos\Parameters' @(
            'SupportedEncryptionTypes', 'MaxTokenSize')
        Read-Key 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\DeviceGuard' @(
            'LsaCfgFlags', 'EnableVirtualizationBasedSecurity')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\W32Time\Parameters' @('Type', 'NtpServer')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\LanmanWorkstation\Parameters' @('AllowInsecureGuestAuth')

        # The state of Windows itself.
        Read-Key 'HKLM:\SYSTEM\Setup' @('SystemSetupInProgress', 'OOBEInProgress', 'SetupType')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Control\SafeBoot\Option' @('OptionValue')
        Read-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList' @('ProgramData', 'ProfilesDirectory')
        Read-Key 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' @('Shell', 'Userinit')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters' @('MaxUserPort', 'TcpTimedWaitDelay', 'Domain', 'SearchList')
        Read-Key 'HKLM:\SYSTEM\CurrentControlSet\Services\Tcpip6\Parameters' @('DisabledComponents')
    }

    function Read-Services {
        $names = 'TermService', 'SessionEnv', 'UmRdpService', 'RpcSs', 'RpcEptMapper', 'DcomLaunch', 'LSM', 'CryptSvc',
            'KeyIso', 'CertPropSvc', 'SamSs', 'Netlogon', 'LanmanServer', 'LanmanWorkstation', 'W32Time', 'BFE', 'mpssvc',
            'Dhcp', 'Dnscache', 'nsi', 'NlaSvc', 'netprofm', 'EventLog', 'gpsvc', 'ProfSvc', 'Winmgmt', 'WinRM',
            'SCardSvr', 'VaultSvc', 'TSGateway', 'IAS', 'Tssdis', 'TermServLicensing', 'TScPubRPC', 'RDMS',
            'RemoteRegistry', 'TrustedInstaller'
        $found = @{}
        Get-CimInstance -ClassName Win32_Service | ForEach-Object { $found[$_.Name] = $_ }
        foreach ($name in $names) {
            $service = $found[$name]
            if ($null -eq $service) {
                @{ name = $name; state = 'Absent' }
            } else {
                @{
                    name = $name
                    state = $service.State
                    startMode = $service.StartMode
                    account = $service.StartName
                    exitCode = $service.ExitCode
                    serviceExitCode = $service.ServiceSpecificExitCode
                    processId = $service.ProcessId
                    path = $service.PathName
                }
            }
        }
    }

    function Read-Files {
        $system = Join-Path -Path $env:SystemRoot -ChildPath 'System32'
        foreach ($name in 'termsrv.dll', 'rdpcorets.dll', 'rdpbase.dll', 'tspkg.dll', 'credssp.dll', 'schannel.dll',
            'lsm.dll', 'mstsc.exe', 'mstscax.dll', 'drivers\termdd.sys', 'drivers\tdtcp.sys', 'drivers\rdpdr.sys') {
            $path = Join-Path -Path $system -ChildPath $name
            if (Test-Path -LiteralPath $path) {
                $file = Get-Item -LiteralPath $path
                $version = $file.VersionInfo
                @{
                    file = $name
                    present = $true
                    version = ('{0}.{1}.{2}.{3}' -f $version.FileMajorPart, $version.FileMinorPart, $version.FileBuildPart, $version.FilePrivatePart)
                    written = (Format-When $file.LastWriteTime)
                    bytes = $file.Length
                }
            } else {
                @{ file = $name; present = $false }
            }
        }
    }

    function Read-Updates {
        Get-HotFix | ForEach-Object {
            $update = $_
            $when = $null
            # the date is text inside, which not every language of Windows can read back
            try { $when = Format-When $update.InstalledOn } catch { $when = $null }
            @{ kb = $update.HotFixID; kind = $update.Description; installed = $when }
        }
    }

    function Read-UpdateHistory {
        $session = New-Object -ComObject 'Microsoft.Update.Session'
        $searcher = $session.CreateUpdateSearcher()
        $count = $searcher.GetTotalHistoryCount()
        if ($count -gt 200) { $count = 200 }
        if ($count -gt 0) {
            $searcher.QueryHistory(0, $count) | ForEach-Object {
                @{ title = "$($_.Title)"; at = ($_.Date.ToString('s') + 'Z'); operation = $_.Operation; result = $_.ResultCode }
            }
        }
    }

    function Read-Reboot {
        foreach ($key in 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending',
            'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootInProgress',
            'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired') {
            @{ reason = (Split-Path -Path $key -Leaf); pending = (Test-Path -LiteralPath $key) }
        }
        $names = (Get-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager' -Name 'PendingFileRenameOperations' -ErrorAction SilentlyContinue).PendingFileRenameOperations
        @{ reason = 'PendingFileRenameOperations'; pending = ($null -ne $names) }
    }

    # What a former `sfc /scannow` left in its log. It is not started here.
    function Read-SystemFiles {
        $log = Join-Path -Path $env:SystemRoot -ChildPath 'Logs\CBS\CBS.log'
        $lines = @(Select-String -LiteralPath $log -Pattern '\[SR\] (Cannot repair member file|Repairing \d+|Verify complete|Repair complete)' | ForEach-Object { $_.Line })
        @{
            checked = ($lines.Count -gt 0)
            unrepaired = @($lines | Where-Object { $_ -match 'Cannot repair member file' }).Count
            last = @($lines | Select-Object -Last 20)
        }
    }

    function Read-Pressure {
        $os = Get-CimInstance -ClassName Win32_OperatingSystem
        $cpu = Get-CimInstance -ClassName Win32_Processor | Measure-Object -Property LoadPercentage -Average
        @{ resource = 'memory'; total = $os.TotalVisibleMemorySize; free = $os.FreePhysicalMemory; unit = 'KiB' }
        @{ resource = 'commit'; total = $os.TotalVirtualMemorySize; free = $os.FreeVirtualMemory; unit = 'KiB' }
        @{ resource = 'cpu'; total = 100; free = (100 - $cpu.Average); unit = '%' }
        Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType=3' | ForEach-Object {
            @{ resource = "disk $($_.DeviceID)"; total = $_.Size; free = $_.FreeSpace; unit = 'bytes' }
        }
        # Outgoing connections share one range of ports.
        $range = Get-NetTCPSetting -SettingName Internet
        $used = @(Get-NetTCPConnection | Where-Object { $_.LocalPort -ge $range.DynamicPortRangeStartPort } |
            Select-Object -ExpandProperty LocalPort | Sort-Object -Unique).Count
        @{ resource = 'tcp ports'; total = $range.DynamicPortRangeNumberOfPorts; free = ($range.DynamicPortRangeNumberOfPorts - $used); unit = 'ports' }
    }

    # How far the clock is from its own source: one question over NTP, nothing is set.
    function Read-Clock {
        $source = "$(w32tm.exe /query /source)".Trim()
        $offset = $null
        $asked = ($source -split ',')[0]
        if ($asked -match '^[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z0-9.-]+$') {
            w32tm.exe /stripchart "/computer:$asked" /samples:1 /dataonly | ForEach-Object {
                if ($_ -match '^\d\d:\d\d:\d\d,\s*([+-]\d+[.,]\d+)s') { $offset = $Matches[1] -replace ',', '.' }
            }
        }
        @{ source = $source; offsetSeconds = $offset; now = (Format-When (Get-Date)) }
    }

    function Read-Hosts {
        $number = 0
        Get-Content -LiteralPath (Join-Path -Path $env:SystemRoot -ChildPath 'System32\drivers\etc\hosts') | ForEach-Object {
            $number++
            $text = ($_ -replace '#.*', '').Trim()
            if ($text) { @{ line = $number; text = $text } }
        }
    }

    function Read-Links {
        $adapters = @{}
        Get-NetAdapter -IncludeHidden | ForEach-Object { $adapters["$($_.InterfaceIndex)"] = $_ }
        $addresses = @(Get-NetIPAddress)
        $routes = @(Get-NetRoute -DestinationPrefix '0.0.0.0/0', '::/0' -ErrorAction SilentlyContinue)
        $servers = @(Get-DnsClientServerAddress)
        $seen = @{}
        Get-NetIPInterface | Where-Object { $_.InterfaceAlias -notmatch '^Loopback' } | ForEach-Object {
            $ip = $_
            $index = $ip.InterfaceIndex
            $adapter = $adapters["$index"]
            $seen["$index"] = $true
            @{
                name = $ip.InterfaceAlias
                family = "$($ip.AddressFamily)"
                description = $adapter.InterfaceDescription
                status = "$($adapter.Status)"
                connected = "$($ip.ConnectionState)"
                virtual = $adapter.Virtual
                mtu = $ip.NlMtu
                metric = $ip.InterfaceMetric
                dhcp = "$($ip.Dhcp)"
                driver = $adapter.DriverVersionString
                addresses = @($addresses | Where-Object { $_.InterfaceIndex -eq $index -and $_.AddressFamily -eq $ip.AddressFamily } | ForEach-Object { "$($_.IPAddress)/$($_.PrefixLength)" })
                gateways = @($routes | Where-Object { $_.InterfaceIndex -eq $index -and $_.AddressFamily -eq $ip.AddressFamily } | ForEach-Object { $_.NextHop })
                dns = @($servers | Where-Object { $_.InterfaceIndex -eq $index -and $_.AddressFamily -eq $ip.AddressFamily } | ForEach-Object { $_.ServerAddresses })
            }
        }
        # An adapter that is switched off has no IP interface.
        Get-NetAdapter | Where-Object { -not $seen["$($_.InterfaceIndex)"] } | ForEach-Object {
            @{ name = $_.Name; family = ''; description = $_.InterfaceDescription; status = "$($_.Status)"; virtual = $_.Virtual; driver = $_.DriverVersionString }
        }
    }

    function Read-Names {
        $global = Get-DnsClientGlobalSetting
        @{ suffixes = @($global.SuffixSearchList); devolution = $global.UseDevolution }
        Get-DnsClientNrptPolicy | ForEach-Object {
            @{ rule = "$($_.Namespace)"; servers = @($_.NameServers) }
        }
    }

    function Read-Networks {
        Get-NetConnectionProfile | ForEach-Object {
            @{ network = $_.Name; link = $_.InterfaceAlias; category = "$($_.NetworkCategory)"; ipv4 = "$($_.IPv4Connectivity)"; ipv6 = "$($_.IPv6Connectivity)" }
        }
    }

    function Read-Vpn {
        foreach ($everyone in $false, $true) {
            Get-VpnConnection -AllUserConnection:$everyone | ForEach-Object {
                @{ name = $_.Name; state = "$($_.ConnectionStatus)"; split = $_.SplitTunneling; server = $_.ServerAddress }
            }
        }
    }

    function Read-Routes {
        Get-NetRoute | Where-Object { $_.NextHop -ne '0.0.0.0' -and $_.NextHop -ne '::' } | Select-Object -First 200 | ForEach-Object {
            @{ to = $_.DestinationPrefix; via = $_.NextHop; link = $_.InterfaceAlias; metric = $_.RouteMetric }
        }
    }

    function Read-Proxy {
        @{ place = 'winhttp'; lines = @(netsh.exe winhttp show proxy | Where-Object { $_ -match '\S' } | ForEach-Object { Format-WithoutLogon $_ }) }
        $user = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings'
        foreach ($name in 'ProxyEnable', 'ProxyServer', 'ProxyOverride', 'AutoConfigURL') {
            Read-Key $user $name | ForEach-Object { @{ place = 'user'; name = $_.name; value = (Format-WithoutLogon "$($_.value)") } }
        }
        foreach ($name in 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY') {
            @{ place = 'environment'; name = $name; value = (Format-WithoutLogon "$((Get-Item -Path "Env:$name" -ErrorAction SilentlyContinue).Value)") }
        }
    }

    function Read-Products {
        foreach ($class in 'AntiVirusProduct', 'FirewallProduct') {
            Get-CimInstance -Namespace 'root\SecurityCenter2' -ClassName $class | ForEach-Object {
                @{ kind = $class; name = $_.displayName; state = $_.productState; program = $_.pathToSignedProductExe }
            }
        }
    }

    function Read-CipherSuites {
        Get-TlsCipherSuite | ForEach-Object { @{ name = $_.Name } }
    }

    function Read-DeviceGuard {
        $guard = Get-CimInstance -Namespace 'root\Microsoft\Windows\DeviceGuard' -ClassName Win32_DeviceGuard
        @{
            running = @($guard.SecurityServicesRunning)
            configured = @($guard.SecurityServicesConfigured)
            virtualization = $guard.VirtualizationBasedSecurityStatus
        }
    }

    function Read-Join {
        dsregcmd.exe /status | ForEach-Object {
            if ($_ -match '^\s*(AzureAdJoined|EnterpriseJoined|DomainJoined|WorkplaceJoined|AzureAdPrt)\s*:\s*(\w+)') {
                @{ name = $Matches[1]; value = $Matches[2] }
            }
        }
    }

    # ---- the machine to connect to -----------------------------------------------------------

    # The port that Remote Desktop is set to.
    function Read-Port {
        $port = (Get-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp' -Name 'PortNumber' -ErrorAction SilentlyContinue).PortNumber
        if ($port) { return $port }
        return 3389
    }

    function Read-Listener {
        $port = Read-Port
        $services = @(Get-CimInstance -ClassName Win32_Service | Where-Object { $_.ProcessId -ne 0 })
        $own = @($services | Where-Object { $_.Name -eq 'TermService' } | ForEach-Object { $_.ProcessId })
        $heard = @(Get-NetTCPConnection -State Listen | ForEach-Object { @{ protocol = 'tcp'; address = $_.LocalAddress; port = $_.LocalPort; processId = $_.OwningProcess } })
        $heard += @(Get-NetUDPEndpoint | ForEach-Object { @{ protocol = 'udp'; address = $_.LocalAddress; port = $_.LocalPort; processId = $_.OwningProcess } })
        @{ protocol = ''; port = $port; process = 'the port that Remote Desktop is set to' }
        foreach ($one in $heard) {
            if ($one.port -eq $port -or $one.port -eq 3389 -or ($own -contains $one.processId)) {
                $id = $one.processId
                $one['process'] = "$((Get-Process -Id $id -ErrorAction SilentlyContinue).ProcessName)"
                $one['services'] = @($services | Where-Object { $_.ProcessId -eq $id } | ForEach-Object { $_.Name })
                $one
            }
        }
    }

    function Read-WinStations {
        $root = 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations'
        Get-ChildItem -LiteralPath $root | ForEach-Object {
            $name = $_.PSChildName
            $station = Get-ItemProperty -LiteralPath (Join-Path -Path $root -ChildPath $name)
            @{ name = $name; enabled = $station.fEnableWinStation; port = $station.PortNumber; driver = $station.WdName; protocol = $station.LoadableProtocol_Object; security = (Format-Value $station.Security) }
        }
    }

    # One line for each session; the user names in it help to see who is connected.
    function Read-Sessions {
        qwinsta.exe | ForEach-Object { @{ line = $_ } }
    }

    function Read-Wmi {
        $space = 'root\cimv2\TerminalServices'
        $setting = Get-CimInstance -Namespace $space -ClassName Win32_TerminalServiceSetting
        $grace = $null
        $servers = $null
        try { $grace = (Invoke-CimMethod -InputObject $setting -MethodName GetGracePeriodDays).DaysLeft } catch { $grace = $null }
        try { $servers = (Invoke-CimMethod -InputObject $setting -MethodName GetSpecifiedLicenseServerList).SpecifiedLSList } catch { $servers = $null }
        @{
            class = 'Win32_TerminalServiceSetting'
            allowTSConnections = $setting.AllowTSConnections
            policySourceAllowTSConnections = $setting.PolicySourceAllowTSConnections
            terminalServerMode = $setting.TerminalServerMode
            licensingType = $setting.LicensingType
            licensingName = $setting.LicensingName
            logons = $setting.Logons
            sessionBrokerDrainMode = $setting.SessionBrokerDrainMode
            graceDays = $grace
            licenseServers = @($servers | Where-Object { $_ })
        }
        Get-CimInstance -Namespace $space -ClassName Win32_TSGeneralSetting | ForEach-Object {
            @{
                class = 'Win32_TSGeneralSetting'
                terminal = $_.TerminalName
                securityLayer = $_.SecurityLayer
                minEncryptionLevel = $_.MinEncryptionLevel
                userAuthenticationRequired = $_.UserAuthenticationRequired
                certificate = $_.SSLCertificateSHA1Hash
            }
        }
    }

    function Read-Certificates {
        foreach ($store in 'Remote Desktop', 'My') {
            $path = "Cert:\LocalMachine\$store"
            if (Test-Path -LiteralPath $path) {
                Get-ChildItem -LiteralPath $path | ForEach-Object {
                    @{
                        store = $store
                        thumbprint = $_.Thumbprint
                        subject = $_.Subject
                        issuer = $_.Issuer
                        notBefore = (Format-When $_.NotBefore)
                        notAfter = (Format-When $_.NotAfter)
                        hasPrivateKey = $_.HasPrivateKey
                        usages = @($_.EnhancedKeyUsageList | ForEach-Object { $_.ObjectId })
                        names = @($_.DnsNameList | ForEach-Object { "$($_.Unicode)" })
                        signature = $_.SignatureAlgorithm.FriendlyName
                    }
                }
            } else {
                @{ store = $store; thumbprint = '' }
            }
        }
    }

    # Who may read the key of Remote Desktop: the rights of its file, never the file itself.
    function Read-Keys {
        $folder = Join-Path -Path $env:ProgramData -ChildPath 'Microsoft\Crypto\RSA\MachineKeys'
        $paths = @($folder)
        $paths += @(Get-ChildItem -LiteralPath $folder -Filter 'f686aace6942fb7f7ceb231212eef4a4_*' -Force -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName })
        foreach ($path in $paths) {
            try {
                $acl = Get-Acl -LiteralPath $path
                @{ file = (Split-Path -Path $path -Leaf); owner = $acl.Owner; sddl = $acl.Sddl; readable = $true }
            } catch {
                @{ file = (Split-Path -Path $path -Leaf); readable = $false; reason = "$($_.Exception.Message)" }
            }
        }
    }

    function Read-Root {
        @{ file = "$env:SystemDrive\"; sddl = (Get-Acl -LiteralPath "$env:SystemDrive\").Sddl }
    }

    # secedit can only write to files: they stand in the temporary folder and are removed again.
    function Read-Rights {
        $file = Join-Path -Path $Folder -ChildPath 'rights.inf'
        $log = Join-Path -Path $Folder -ChildPath 'rights.log'
        try {
            $said = secedit.exe /export /areas USER_RIGHTS /cfg $file /log $log /quiet
            if (-not (Test-Path -LiteralPath $file)) { throw "secedit wrote nothing: $said" }
            $rights = @{}
            Get-Content -LiteralPath $file | ForEach-Object {
                if ($_ -match '^\s*(Se\w+)\s*=\s*(.*)$') { $rights[$Matches[1]] = $Matches[2] }
            }
            foreach ($right in 'SeRemoteInteractiveLogonRight', 'SeDenyRemoteInteractiveLogonRight', 'SeNetworkLogonRight',
                'SeDenyNetworkLogonRight', 'SeInteractiveLogonRight', 'SeDenyInteractiveLogonRight',
                'SeImpersonatePrivilege', 'SeAssignPrimaryTokenPrivilege', 'SeChangeNotifyPrivilege') {
                @{ right = $right; holders = @("$($rights[$right])" -split ',' | ForEach-Object { $_.Trim().TrimStart('*') } | Where-Object { $_ }) }
            }
        } finally {
            Remove-Item -LiteralPath $file -Force -ErrorAction SilentlyContinue
            Remove-Item -LiteralPath $log -Force -ErrorAction SilentlyContinue
        }
    }

    function Read-Groups {
        foreach ($sid in 'S-1-5-32-555', 'S-1-5-32-544') {
            @{ group = $sid; members = @(Get-LocalGroupMember -SID $sid | ForEach-Object { "$($_.SID)" }) }
        }
    }

    function Read-FirewallProfiles {
        Get-NetFirewallProfile -PolicyStore ActiveStore | ForEach-Object {
            @{ profile = "$($_.Name)"; enabled = "$($_.Enabled)"; inbound = "$($_.DefaultInboundAction)"; allowInboundRules = "$($_.AllowInboundRules)"; allowLocalRules = "$($_.AllowLocalFirewallRules)" }
        }
    }

    # The inbound rules that decide about the port of Remote Desktop, or could.
    function Read-FirewallRules {
        $port = Read-Port
        foreach ($store in 'ActiveStore', 'PersistentStore') {
            $rules = @{}
            Get-NetFirewallRule -PolicyStore $store | Where-Object { "$($_.Direction)" -eq 'Inbound' } | ForEach-Object { $rules["$($_.InstanceID)"] = $_ }
            $programs = @{}
            Get-NetFirewallApplicationFilter -PolicyStore $store | ForEach-Object { $programs["$($_.InstanceID)"] = "$($_.Program)" }
            $services = @{}
            Get-NetFirewallServiceFilter -PolicyStore $store | ForEach-Object { $services["$($_.InstanceID)"] = "$($_.Service)" }
            $remotes = @{}
            Get-NetFirewallAddressFilter -PolicyStore $store | ForEach-Object { $remotes["$($_.InstanceID)"] = @($_.RemoteAddress | ForEach-Object { "$_" }) }
            Get-NetFirewallPortFilter -PolicyStore $store | ForEach-Object {
                $id = "$($_.InstanceID)"
                $rule = $rules[$id]
                $ports = @($_.LocalPort | ForEach-Object { "$_" })
                $named = $false
                foreach ($one in $ports) {
                    if ($one -eq "$port" -or $one -eq '3389') { $named = $true }
                    if ($one -match '^(\d+)-(\d+)$' -and $port -ge [int] $Matches[1] -and $port -le [int] $Matches[2]) { $named = $true }
                }
                $open = ($ports -contains 'Any') -and ($programs[$id] -eq 'Any' -or $programs[$id] -match 'svchost\.exe$|^System$')
                if ($null -ne $rule -and ($named -or $open)) {
                    @{
                        store = $store
                        id = $id
                        name = "$($rule.DisplayName)"
                        group = "$($rule.Group)"
                        enabled = "$($rule.Enabled)"
                        action = "$($rule.Action)"
                        profiles = "$($rule.Profile)"
                        source = "$($rule.PolicyStoreSourceType)"
                        protocol = "$($_.Protocol)"
                        ports = $ports
                        remotes = $remotes[$id]
                        program = $programs[$id]
                        service = $services[$id]
                    }
                }
            }
        }
    }

    # ---- the machine to connect from ---------------------------------------------------------

    function Read-ClientRegistry {
        foreach ($root in 'HKLM:', 'HKCU:') {
            Read-Key "$root\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services\Client" @(
                'fClientDisableUDP', 'AuthenticationLevel', 'EnableHardwareMode', 'TrustedCertThumbprints')
            Read-Key "$root\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services" @(
                'DisablePasswordSaving', 'AllowSignedFiles', 'AllowUnsignedFiles', 'TrustedCertThumbprints', 'PromptForCredsOnClient')
            Read-Key "$root\SOFTWARE\Microsoft\Terminal Server Client" @(
                'AuthenticationLevelOverride', 'RDGClientTransport')
        }
        Read-Key 'HKCU:\Software\Microsoft\Terminal Server Client\Default' @(
            'MRU0', 'MRU1', 'MRU2', 'MRU3', 'MRU4', 'MRU5', 'MRU6', 'MRU7', 'MRU8', 'MRU9')
        Read-Presence 'HKLM:\SOFTWARE\Microsoft\MSLicensing\Store\LICENSE000' @('ClientLicense', 'ProductID')
        Read-Key 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Vault' @('MaxPerAppCredentialNumber')
    }

    # Whose certificate or user name the client remembers; the names of the machines, and whether a
    # user name is stored.
    function Read-Servers {
        $root = 'HKCU:\Software\Microsoft\Terminal Server Client\Servers'
        if (Test-Path -LiteralPath $root) {
            Get-ChildItem -LiteralPath $root | ForEach-Object {
                $name = $_.PSChildName
                $entry = Get-ItemProperty -LiteralPath (Join-Path -Path $root -ChildPath $name)
                @{ server = $name; userHint = "$($entry.UsernameHint)"; certificate = ($null -ne $entry.CertHash) }
            }
        }
    }

    # Of every stored logon its target alone: neither its user nor its password.
    function Read-Credentials {
        cmdkey.exe /list | ForEach-Object {
            if ($_ -match '(\w+):target=(.+)$') { @{ kind = $Matches[1]; target = $Matches[2].Trim() } }
        }
    }

    # ---- event logs ----------------------------------------------------------------------------

    function Read-Events {
        $milliseconds = [int64] $Hours * 3600000
        $query = "*[System[TimeCreated[timediff(@SystemTime) <= $milliseconds]]]"
        if ($Argument -eq 'Security') {
            # Of this large log only what logons and sessions leave.
            $ids = (4624, 4625, 4634, 4647, 4648, 4740, 4768, 4769, 4771, 4776, 4778, 4779, 4825 | ForEach-Object { "EventID=$_" }) -join ' or '
            $query = "*[System[($ids) and TimeCreated[timediff(@SystemTime) <= $milliseconds]]]"
        }
        $events = Join-Path -Path $Folder -ChildPath 'events'
        $file = Join-Path -Path $events -ChildPath (($Argument -replace '[/\\ ]', '_') + '.evtx')
        $said = wevtutil.exe epl $Argument $file "/q:$query" 2>&1
        if (-not (Test-Path -LiteralPath $file)) { throw "wevtutil wrote nothing: $said" }
    }

    $rows = @(& $Section)
    ConvertTo-Json -InputObject $rows -Depth 6
}

# What is read: for which role, for how many seconds at most, by which function.
$Sections = @(
    @{ name = 'machine/system'; role = 'Both'; seconds = 30; function = 'Read-System'; what = 'Edition and build of Windows, when it was started, its domain' }
    @{ name = 'machine/registry'; role = 'Both'; seconds = 60; function = 'Read-Registry'; what = 'Settings and policies of Remote Desktop, TLS, CredSSP, NTLM and Kerberos in the registry' }
    @{ name = 'machine/services'; role = 'Both'; seconds = 60; function = 'Read-Services'; what = 'State, start and account of the services that Remote Desktop needs' }
    @{ name = 'machine/files'; role = 'Both'; seconds = 30; function = 'Read-Files'; what = 'Versions of the program files of Remote Desktop' }
    @{ name = 'machine/updates'; role = 'Both'; seconds = 90; function = 'Read-Updates'; what = 'Installed updates, by date' }
    @{ name = 'machine/update-history'; role = 'Both'; seconds = 90; function = 'Read-UpdateHistory'; what = 'The last 200 entries of the history of Windows Update' }
    @{ name = 'machine/reboot'; role = 'Both'; seconds = 20; function = 'Read-Reboot'; what = 'Whether Windows waits for a restart' }
    @{ name = 'machine/system-files'; role = 'Both'; seconds = 90; function = 'Read-SystemFiles'; what = 'What a former sfc /scannow left in CBS.log' }
    @{ name = 'machine/pressure'; role = 'Both'; seconds = 60; function = 'Read-Pressure'; what = 'Free memory, disk space, processor time and ports' }
    @{ name = 'machine/clock'; role = 'Both'; seconds = 40; function = 'Read-Clock'; what = 'The source of the time, and how far the clock is from it' }
    @{ name = 'machine/hosts'; role = 'Both'; seconds = 20; function = 'Read-Hosts'; what = 'The lines of the hosts file' }
    @{ name = 'machine/links'; role = 'Both'; seconds = 60; function = 'Read-Links'; what = 'Network interfaces: state, addresses, MTU, DNS servers, gateways' }
    @{ name = 'machine/names'; role = 'Both'; seconds = 30; function = 'Read-Names'; what = 'DNS suffixes and name resolution policies' }
    @{ name = 'machine/networks'; role = 'Both'; seconds = 30; function = 'Read-Networks'; what = 'Public, private or domain: what Windows takes the networks for' }
    @{ name = 'machine/vpn'; role = 'Both'; seconds = 30; function = 'Read-Vpn'; what = 'VPN connections and whether they are up' }
    @{ name = 'machine/routes'; role = 'Both'; seconds = 30; function = 'Read-Routes'; what = 'Routes over gateways' }
    @{ name = 'machine/proxy'; role = 'Both'; seconds = 20; function = 'Read-Proxy'; what = 'Proxies of the system, the user and the environment, without passwords' }
    @{ name = 'machine/products'; role = 'Both'; seconds = 30; function = 'Read-Products'; what = 'Installed antivirus and firewall products' }
    @{ name = 'machine/cipher-suites'; role = 'Both'; seconds = 30; function = 'Read-CipherSuites'; what = 'TLS cipher suites in their order' }
    @{ name = 'machine/device-guard'; role = 'Both'; seconds = 30; function = 'Read-DeviceGuard'; what = 'Whether Credential Guard runs' }
    @{ name = 'machine/join'; role = 'Both'; seconds = 40; function = 'Read-Join'; what = 'Whether the machine has joined a domain or Entra ID' }
    @{ name = 'server/listener'; role = 'Server'; seconds = 40; function = 'Read-Listener'; what = 'Who listens on the port of Remote Desktop' }
    @{ name = 'server/winstations'; role = 'Server'; seconds = 20; function = 'Read-WinStations'; what = 'The listeners in the registry' }
    @{ name = 'server/sessions'; role = 'Server'; seconds = 20; function = 'Read-Sessions'; what = 'Sessions, with the names of their users' }
    @{ name = 'server/wmi'; role = 'Server'; seconds = 60; function = 'Read-Wmi'; what = 'Settings and licensing as Remote Desktop Services tells them' }
    @{ name = 'server/certificates'; role = 'Server'; seconds = 40; function = 'Read-Certificates'; what = 'Certificates that Remote Desktop could use, without their keys' }
    @{ name = 'server/keys'; role = 'Server'; seconds = 30; function = 'Read-Keys'; what = 'Who may read the key of Remote Desktop' }
    @{ name = 'server/root'; role = 'Server'; seconds = 20; function = 'Read-Root'; what = 'Who may read the system drive' }
    @{ name = 'server/rights'; role = 'Server'; seconds = 60; function = 'Read-Rights'; what = 'Who may log on over Remote Desktop and over the network' }
    @{ name = 'server/groups'; role = 'Server'; seconds = 40; function = 'Read-Groups'; what = 'Members of Remote Desktop Users and of Administrators, as SIDs' }
    @{ name = 'server/firewall-profiles'; role = 'Server'; seconds = 40; function = 'Read-FirewallProfiles'; what = 'Profiles of Windows Firewall' }
    @{ name = 'server/firewall-rules'; role = 'Server'; seconds = 180; function = 'Read-FirewallRules'; what = 'Inbound firewall rules for the port of Remote Desktop' }
    @{ name = 'client/registry'; role = 'Client'; seconds = 30; function = 'Read-ClientRegistry'; what = 'Settings and policies of the Remote Desktop client' }
    @{ name = 'client/servers'; role = 'Client'; seconds = 20; function = 'Read-Servers'; what = 'Machines that the client remembers, with the user name it offers' }
    @{ name = 'client/credentials'; role = 'Client'; seconds = 20; function = 'Read-Credentials'; what = 'Targets of stored logons, without user and password' }
)

$Channels = @(
    @{ role = 'Both'; name = 'System' }
    @{ role = 'Both'; name = 'Application' }
    @{ role = 'Both'; name = 'Setup' }
    @{ role = 'Server'; name = 'Security' }
    @{ role = 'Server'; name = 'Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational' }
    @{ role = 'Server'; name = 'Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Admin' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-RemoteConnectionManager/Admin' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-LocalSessionManager/Admin' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-Gateway/Operational' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-Licensing/Admin' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-SessionBroker/Operational' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-SessionBroker/Admin' }
    @{ role = 'Server'; name = 'Microsoft-Windows-TerminalServices-SessionBroker-Client/Operational' }
    @{ role = 'Server'; name = 'Microsoft-Windows-Kernel-PnP/Configuration' }
    @{ role = 'Both'; name = 'Microsoft-Windows-TerminalServices-RDPClient/Operational' }
    @{ role = 'Both'; name = 'Microsoft-Windows-NTLM/Operational' }
    @{ role = 'Both'; name = 'Microsoft-Windows-CAPI2/Operational' }
    @{ role = 'Both'; name = 'Microsoft-Windows-NetworkProfile/Operational' }
    @{ role = 'Both'; name = 'Microsoft-Windows-WindowsUpdateClient/Operational' }
    @{ role = 'Both'; name = 'Microsoft-Windows-Windows Firewall With Advanced Security/Firewall' }
)

# ---- the run ------------------------------------------------------------------------------------

if ($Role -eq 'Auto') {
    $type = (Get-CimInstance -ClassName Win32_OperatingSystem).ProductType
    if ($type -ne 1 -or $null -ne $PSSenderInfo) { $Role = 'Server' } else { $Role = 'Client' }
    Write-Warning "Taken as -Role $Role. Say -Role Server, Client or Both if that is wrong."
}

$wanted = @($Sections | Where-Object { $_.role -eq 'Both' -or $Role -eq 'Both' -or $_.role -eq $Role })
$logs = @()
if (-not $NoEvents) {
    $logs = @($Channels | Where-Object { $_.role -eq 'Both' -or $Role -eq 'Both' -or $_.role -eq $Role } | ForEach-Object { $_.name })
}

if ($List) {
    $wanted | ForEach-Object { '{0,-26} {1}' -f $_.name, $_.what }
    $logs | ForEach-Object { '{0,-26} the last {1} hours of the event log {2}' -f 'events', $Hours, $_ }
    return
}

$elevated = [bool] (whoami.exe /groups | Select-String -SimpleMatch 'S-1-16-12288', 'S-1-16-16384')
if (-not $elevated) { Write-Warning 'This PowerShell has no administrator rights: certificates, rights, rules and logs will be missing.' }

$started = Get-Date
if (-not $Out) {
    $Out = Join-Path -Path (Get-Location).ProviderPath -ChildPath ("rdpdoctor-$env:COMPUTERNAME-" + $started.ToString('yyyyMMdd-HHmmss') + '.zip')
}
if ($Out -notmatch '\.zip$') { $Out = "$Out.zip" }
if (Test-Path -LiteralPath $Out) { throw "$Out exists already; give another name with -Out" }
$work = Join-Path -Path $env:TEMP -ChildPath ('rdpdoctor-' + (Get-Random -Minimum 100000000))

# Runs one function of the reader for at most $Seconds; returns its JSON.
function Read-Section([string] $Function, [int] $Seconds, [string] $Argument) {
    $job = $null
    try {
        $job = Start-Job -ScriptBlock $Reader -ArgumentList $Function, $Hours, $work, $Argument
    } catch {
        # A locked-down machine may forbid jobs: then without a limit, rather than not at all.
        return (& $Reader $Function $Hours $work $Argument)
    }
    try {
        if (-not (Wait-Job -Job $job -Timeout $Seconds)) { throw "gave up after $Seconds seconds" }
        return (Receive-Job -Job $job -ErrorAction Stop)
    } finally {
        Stop-Job -Job $job -ErrorAction SilentlyContinue
        Remove-Job -Job $job -Force -ErrorAction SilentlyContinue
    }
}

try {
    $null = New-Item -ItemType Directory -Path $work
    foreach ($folder in 'machine', 'server', 'client', 'events') {
        $null = New-Item -ItemType Directory -Path (Join-Path -Path $work -ChildPath $folder)
    }
    $contents = @()
    foreach ($section in $wanted) {
        Write-Verbose $section.name
        $entry = @{ name = $section.name; file = "$($section.name).json"; status = 'ok'; reason = ''; sha256 = '' }
        $path = Join-Path -Path $work -ChildPath $entry.file
        try {
            Read-Section $section.function $section.seconds '' | Set-Content -LiteralPath $path -Encoding UTF8
            $entry.sha256 = (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLowerInvariant()
        } catch {
            $entry.status = 'failed'
            $entry.reason = "$($_.Exception.Message)"
            Remove-Item -LiteralPath $path -Force -ErrorAction SilentlyContinue
        }
        $contents += $entry
    }
    foreach ($log in $logs) {
        Write-Verbose $log
        $entry = @{ name = "events/$log"; file = ('events/' + ($log -replace '[/\\ ]', '_') + '.evtx'); status = 'ok'; reason = ''; sha256 = '' }
        # Most machines have only some of them.
        if ($elevated -and -not (Get-WinEvent -ListLog $log -ErrorAction SilentlyContinue)) {
            $entry.status = 'absent'
            $contents += $entry
            continue
        }
        try {
            $null = Read-Section 'Read-Events' 120 $log
            $entry.sha256 = (Get-FileHash -LiteralPath (Join-Path -Path $work -ChildPath $entry.file) -Algorithm SHA256).Hash.ToLowerInvariant()
        } catch {
            $entry.status = 'failed'
            $entry.reason = "$($_.Exception.Message)"
        }
        $contents += $entry
    }
    $manifest = @{
        schema = 'rdpdoctor/bundle/1'
        tool = @{ name = 'rdpdoctor-collect'; version = $ToolVersion }
        role = $Role.ToLowerInvariant()
        host = $env:COMPUTERNAME
        started = $started.ToUniversalTime().ToString('o')
        finished = (Get-Date).ToUniversalTime().ToString('o')
        powershell = "$($PSVersionTable.PSVersion)"
        languageMode = "$($ExecutionContext.SessionState.LanguageMode)"
        elevated = $elevated
        hours = $Hours
        sections = $contents
    }
    ConvertTo-Json -InputObject $manifest -Depth 5 | Set-Content -LiteralPath (Join-Path -Path $work -ChildPath 'manifest.json') -Encoding UTF8
    Compress-Archive -Path (Join-Path -Path $work -ChildPath '*') -DestinationPath $Out
    $failed = @($contents | Where-Object { $_.status -eq 'failed' })
    Write-Verbose "$($failed.Count) of $($contents.Count) sections could not be read"
    Write-Output $Out
} finally {
    Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction SilentlyContinue
}
