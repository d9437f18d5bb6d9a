# Undo-AllChanges: what the runs before changed, the last one first.
function Undo-AllChanges {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param()
  $folder = Get-SavedFolder
  $runs = @(if (Test-Path -LiteralPath $folder) {
      Get-ChildItem -LiteralPath $folder -Directory |
        Where-Object { $_.Name -notlike '*.undone' } |
        Sort-Object -Property Name -Descending
    })
  if ($runs.Count -eq 0) {
    Write-Line "nothing to take back: $folder holds no old values"
  }
  foreach ($past in $runs) {
    Write-Line "taking back $($past.FullName)"
    $old = @(Import-Clixml -LiteralPath (Join-Path -Path $past.FullName -ChildPath 'old.clixml'))
    for ($i = $old.Count - 1; $i -ge 0; $i--) {
      Restore-OldValue -Old $old[$i]
    }
    if ($PSCmdlet.ShouldProcess($past.FullName, 'mark as taken back')) {
      Rename-Item -LiteralPath $past.FullName -NewName ($past.Name + '.undone')
    }
  }
}
