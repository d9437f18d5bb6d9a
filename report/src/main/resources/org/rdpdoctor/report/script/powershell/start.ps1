Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$script:Changed = 0
$script:Kept = 0
$script:ByHand = 0
$script:Run = ''
$script:Old = @()
$script:Pending = @()

function Write-Line {
  param([string] $Text)
  Write-Information -MessageData $Text -InformationAction Continue
}

function Write-Already {
  param([string] $Text)
  $script:Kept++
  Write-Line "  already: $Text"
}

function Write-ByHand {
  param([string] $Text)
  $script:ByHand++
  Write-Line "  by hand: $Text"
}

# The right system, the right machine, and the rights to change it.
function Test-Place {
  if ($PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows) {
    throw 'this script is for Windows'
  }
  $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
  $principal = New-Object -TypeName Security.Principal.WindowsPrincipal -ArgumentList $identity
  $administrator = $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
  if (-not $administrator -and -not $WhatIfPreference) {
    throw 'this needs an administrator: open PowerShell with Run as administrator'
  }
  if ($Target -ne '' -and -not $Here -and -not (Test-ThisMachine)) {
    throw "this script was made for $Target, and this is $($env:COMPUTERNAME): add -Here if that is the same machine"
  }
}

function Test-ThisMachine {
  $names = @('localhost', '127.0.0.1', '::1', $env:COMPUTERNAME, [System.Net.Dns]::GetHostName())
  try {
    $names += [System.Net.Dns]::GetHostEntry('').HostName
  } catch {
    Write-Verbose 'this machine has no name in DNS'
  }
  if ($names -contains $Target) {
    return $true
  }
  $own = @([System.Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces() |
      ForEach-Object { $_.GetIPProperties().UnicastAddresses } |
      ForEach-Object { $_.Address.ToString() })
  try {
    foreach ($address in [System.Net.Dns]::GetHostAddresses($Target)) {
      if ($own -contains $address.ToString()) {
        return $true
      }
    }
  } catch {
    Write-Verbose "the name $Target leads nowhere from here"
  }
  return $false
}

# Old values are kept in a folder of this run, in the order in which they were changed.
function Get-SavedFolder {
  if ($Saved -ne '') {
    return $Saved
  }
  if ($PSCommandPath -eq '') {
    throw 'save this script as a file first: old values are kept beside it'
  }
  return ($PSCommandPath -replace '(\.undo)?\.ps1$', '') + '.saved'
}

function Save-OldValue {
  param([hashtable] $Value)
  if ($script:Run -eq '') {
    $stamp = [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssfffZ')
    $script:Run = Join-Path -Path (Get-SavedFolder) -ChildPath $stamp
    New-Item -ItemType Directory -Path $script:Run -Force | Out-Null
  }
  $script:Old += [pscustomobject] $Value
  $script:Old | Export-Clixml -LiteralPath (Join-Path -Path $script:Run -ChildPath 'old.clixml')
}

# Services that have to be restarted are remembered until they are.
function Add-Restart {
  param([string] $Name, [int] $Before)
  if ($Before -lt 0 -or $script:Changed -gt $Before) {
    if ($script:Pending -notcontains $Name) {
      $script:Pending += $Name
    }
    if ($script:Run -ne '') {
      Save-OldValue @{ What = 'restart'; Name = $Name }
    }
  }
}

function Invoke-Restart {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param()
  $file = Join-Path -Path (Get-SavedFolder) -ChildPath 'restart-pending.txt'
  if ((Test-Path -LiteralPath $file) -and -not $WhatIfPreference) {
    foreach ($name in @(Get-Content -LiteralPath $file)) {
      if ($script:Pending -notcontains $name) {
        $script:Pending += $name
      }
    }
  }
  $left = @()
  foreach ($name in $script:Pending) {
    if ($name -eq 'COMPUTER') {
      Write-Line 'restart the computer for it to count'
    } elseif (-not $Restart) {
      Write-Line "restart $name for it to count (TermService ends all sessions): -Restart, or Restart-Service $name -Force"
      $left += $name
    } elseif ($PSCmdlet.ShouldProcess($name, 'restart the service')) {
      Restart-Service -Name $name -Force
    }
  }
  if ($WhatIfPreference) {
    return
  }
  if ($left.Count -gt 0) {
    New-Item -ItemType Directory -Path (Get-SavedFolder) -Force | Out-Null
    Set-Content -LiteralPath $file -Value $left -Encoding ASCII
  } elseif (Test-Path -LiteralPath $file) {
    Remove-Item -LiteralPath $file
  }
}
