# Start-OneService: it must run; Mode is Automatic, Manual or '' for anything but disabled.
function Start-OneService {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([string] $Name, [string] $Mode)
  $service = Get-CimInstance -ClassName Win32_Service -Filter "Name='$Name'"
  if ($null -eq $service) {
    throw "there is no service $($Name): is the role installed?"
  }
  $wanted = $Mode
  if ($Mode -eq '' -and $service.StartMode -eq 'Disabled') {
    $wanted = 'Manual'
  }
  $known = @{ Auto = 'Automatic'; Manual = 'Manual'; Disabled = 'Disabled' }
  $present = $known[[string] $service.StartMode]
  $wrongMode = $wanted -ne '' -and $wanted -ne $present -and -not ($wanted -eq 'Manual' -and $present -eq 'Automatic')
  if (-not $wrongMode -and $service.State -eq 'Running') {
    Write-Already "the service $Name runs"
    return
  }
  $script:Changed++
  if (-not $PSCmdlet.ShouldProcess($Name, "start the service (it is $($service.State), $($service.StartMode))")) {
    return
  }
  Save-OldValue @{ What = 'service'; Name = $Name; Mode = $present; State = [string] $service.State }
  if ($wrongMode) {
    Set-Service -Name $Name -StartupType $wanted
  }
  if ($service.State -ne 'Running') {
    Start-Service -Name $Name
  }
  Write-Line "  the service $Name runs now"
}

function Restore-OneService {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([object] $Old)
  if ($Old.State -ne 'Running' -and -not $Restart) {
    Write-ByHand "the service $($Old.Name) did not run before: -Restart stops it, which ends what it serves"
  }
  $script:Changed++
  if (-not $PSCmdlet.ShouldProcess($Old.Name, "put the service back ($($Old.State), $($Old.Mode))")) {
    return
  }
  if ($null -ne $Old.Mode -and $Old.Mode -ne '') {
    Set-Service -Name $Old.Name -StartupType $Old.Mode
  }
  if ($Old.State -ne 'Running' -and $Restart) {
    Stop-Service -Name $Old.Name -Force
  }
}
