# Invoke-Once: something that leaves no setting behind.
function Invoke-Once {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([string] $Act)
  if (-not $PSCmdlet.ShouldProcess($env:COMPUTERNAME, $Act)) {
    return
  }
  switch ($Act) {
    'resync-clock' { & w32tm.exe /resync /rediscover }
    'flush-dns' { Clear-DnsClientCache }
    'register-dns' { & ipconfig.exe /registerdns }
    'renew-lease' { & ipconfig.exe /renew }
    default { throw "nothing is called $Act" }
  }
}
