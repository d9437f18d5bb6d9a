# Enable-InboundRule: By is Group or Name; neither depends on the language of Windows.
function Enable-InboundRule {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([string] $By, [string] $Match)
  $rules = @(if ($By -eq 'Group') {
      Get-NetFirewallRule -Group $Match -ErrorAction SilentlyContinue
    } else {
      Get-NetFirewallRule -Name $Match -ErrorAction SilentlyContinue
    })
  if ($rules.Count -eq 0) {
    throw "the firewall of Windows has no rules $($Match)"
  }
  foreach ($rule in $rules) {
    if ([string] $rule.Enabled -eq 'True') {
      Write-Already "the rule $($rule.DisplayName) is enabled"
      continue
    }
    $script:Changed++
    if ($PSCmdlet.ShouldProcess($rule.DisplayName, 'enable the firewall rule')) {
      Save-OldValue @{ What = 'firewall'; Name = [string] $rule.Name }
      Enable-NetFirewallRule -Name $rule.Name
      Write-Line "  the rule $($rule.DisplayName) is enabled now"
    }
  }
}

function Restore-InboundRule {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([object] $Old)
  $script:Changed++
  if ($PSCmdlet.ShouldProcess($Old.Name, 'disable the firewall rule')) {
    Disable-NetFirewallRule -Name $Old.Name
    Write-Line "  the rule $($Old.Name) is disabled again"
  }
}
