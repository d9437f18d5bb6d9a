// What the collecting script may use. Each cmdlet reads or shapes data, but for the last group.
export const allowed = {
  cmdlets: [
    'Get-Acl', 'Get-ChildItem', 'Get-CimInstance', 'Get-Content', 'Get-Culture', 'Get-Date', 'Get-DnsClientGlobalSetting',
    'Get-DnsClientNrptPolicy', 'Get-DnsClientServerAddress', 'Get-FileHash', 'Get-HotFix', 'Get-Item', 'Get-ItemProperty',
    'Get-LocalGroupMember', 'Get-Location', 'Get-NetAdapter', 'Get-NetConnectionProfile', 'Get-NetFirewallAddressFilter',
    'Get-NetFirewallApplicationFilter', 'Get-NetFirewallPortFilter', 'Get-NetFirewallProfile', 'Get-NetFirewallRule',
    'Get-NetFirewallServiceFilter', 'Get-NetIPAddress', 'Get-NetIPInterface', 'Get-NetRoute', 'Get-NetTCPConnection',
    'Get-NetTCPSetting', 'Get-NetUDPEndpoint', 'Get-Process', 'Get-Random', 'Get-TlsCipherSuite', 'Get-VpnConnection', 'Get-WinEvent',
    'Test-Path', 'Join-Path', 'Split-Path', 'Select-String', 'Select-Object', 'Where-Object', 'ForEach-Object', 'Sort-Object',
    'Measure-Object', 'ConvertTo-Json', 'Write-Output', 'Write-Verbose', 'Write-Warning',
    // CIM methods that only tell (their names are checked apart); the COM object of Windows Update.
    'Invoke-CimMethod', 'New-Object',
    // Processes of the script's own.
    'Start-Job', 'Wait-Job', 'Receive-Job', 'Stop-Job', 'Remove-Job',
    // The temporary folder and the zip file.
    'New-Item', 'Set-Content', 'Remove-Item', 'Compress-Archive',
  ],
  // Programs of Windows, with the arguments under which they only tell.
  programs: {
    'w32tm.exe': /^ (\/query \/source|\/stripchart "\/computer:\$asked" \/samples:1 \/dataonly)$/,
    'netsh.exe': /^ winhttp show proxy$/,
    'dsregcmd.exe': /^ \/status$/,
    'qwinsta.exe': /^$/,
    'secedit.exe': /^ \/export \/areas USER_RIGHTS \/cfg \$file \/log \$log \/quiet$/,
    'cmdkey.exe': /^ \/list$/,
    'wevtutil.exe': /^ epl \$Argument \$file "\/q:\$query"( 2>&1)?$/,
    'whoami.exe': /^ \/groups$/,
  },
  invoked: ['$Section', '$Reader'],
  methods: ['GetValue', 'ToUniversalTime', 'ToString', 'Trim', 'TrimStart', 'ToLowerInvariant',
    'CreateUpdateSearcher', 'GetTotalHistoryCount', 'QueryHistory'],
  types: ['[byte[]]', '[string]', '[string[]]', '[int]', '[int64]', '[bool]', '[switch]'],
};
