function Invoke-Script {
  Test-Place
  if ($Undo) {
    Undo-AllChanges
  } else {
    Invoke-AllChanges
  }
  Invoke-Restart
  $word = if ($WhatIfPreference) { 'would be changed' } else { 'changed' }
  Write-Line "$($script:Changed) $word, $($script:Kept) as it should be, $($script:ByHand) left to you"
  if ($script:Run -ne '') {
    Write-Line "old values: $($script:Run)"
  }
  if (-not $Undo) {
    Write-Line "proof: $Proof"
  }
}

Invoke-Script
