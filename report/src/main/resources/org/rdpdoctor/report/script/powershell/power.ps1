# Disable-Sleep: What is standby or hibernate; on mains only.
function Disable-Sleep {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([string] $What)
  $alias = if ($What -eq 'standby') { 'STANDBYIDLE' } else { 'HIBERNATEIDLE' }
  $numbers = @(& powercfg.exe /query SCHEME_CURRENT SUB_SLEEP $alias |
      Select-String -Pattern '0x([0-9a-fA-F]{8})\s*$' |
      ForEach-Object { [Convert]::ToInt64($_.Matches[0].Groups[1].Value, 16) })
  if ($numbers.Count -lt 2) {
    Write-ByHand "powercfg does not say after how long the machine goes to $What"
    return
  }
  $seconds = $numbers[$numbers.Count - 2]
  if ($seconds -eq 0) {
    Write-Already "on mains it never goes to $What"
    return
  }
  $script:Changed++
  if ($PSCmdlet.ShouldProcess($What, "never on mains (it is after $seconds seconds)")) {
    Save-OldValue @{ What = 'power'; Name = $alias; Seconds = $seconds }
    & powercfg.exe /setacvalueindex SCHEME_CURRENT SUB_SLEEP $alias 0
    & powercfg.exe /setactive SCHEME_CURRENT
    Write-Line "  on mains it never goes to $What now"
  }
}

function Restore-Sleep {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([object] $Old)
  $script:Changed++
  if ($PSCmdlet.ShouldProcess($Old.Name, "after $($Old.Seconds) seconds again")) {
    & powercfg.exe /setacvalueindex SCHEME_CURRENT SUB_SLEEP $Old.Name $Old.Seconds
    & powercfg.exe /setactive SCHEME_CURRENT
  }
}
