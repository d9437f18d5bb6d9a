# A key of the registry as 64-bit Windows has it; nothing if it is not there.
function Open-RegistryKey {
  param([string] $Key, [bool] $Writable, [bool] $Make)
  $hive = if ($Key.StartsWith('HKCU\')) { 'CurrentUser' } else { 'LocalMachine' }
  $view = if ([Environment]::Is64BitOperatingSystem) { 'Registry64' } else { 'Registry32' }
  $base = [Microsoft.Win32.RegistryKey]::OpenBaseKey($hive, $view)
  $path = $Key.Substring(5)
  if ($Make) {
    return $base.CreateSubKey($path)
  }
  return $base.OpenSubKey($path, $Writable)
}

# Set-RegistryEntry: the value must be that; $null means that it must not be there.
function Set-RegistryEntry {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([string] $Key, [string] $Name, [string] $Kind, [object] $Value)
  $old = $null
  $oldKind = ''
  $open = Open-RegistryKey -Key $Key -Writable $false -Make $false
  if ($null -ne $open) {
    $old = $open.GetValue($Name, $null, 'DoNotExpandEnvironmentNames')
    if ($null -ne $old) {
      $oldKind = $open.GetValueKind($Name).ToString()
    }
    $open.Close()
  }
  $was = if ($null -eq $old) { 'it is not there' } elseif ($old -is [array]) { 'it is there' } else { "it is $old" }
  if (($null -eq $Value -and $null -eq $old) -or
    ($null -ne $Value -and $oldKind -eq $Kind -and $old -eq $Value)) {
    Write-Already "$Key\$Name ($was)"
    return
  }
  $what = if ($null -eq $Value) { "remove ($was)" } else { "set to $Value ($was)" }
  $script:Changed++
  if (-not $PSCmdlet.ShouldProcess("$Key\$Name", $what)) {
    return
  }
  Save-OldValue @{ What = 'registry'; Key = $Key; Name = $Name; Kind = $oldKind; Value = $old }
  if ($null -eq $Value) {
    $open = Open-RegistryKey -Key $Key -Writable $true -Make $false
    $open.DeleteValue($Name, $false)
  } else {
    $open = Open-RegistryKey -Key $Key -Writable $true -Make $true
    $open.SetValue($Name, $Value, $Kind)
  }
  $open.Close()
  Write-Line "  $Key\$($Name): $what"
}

function Restore-RegistryEntry {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([object] $Old)
  $what = if ($null -eq $Old.Value) { 'remove' } else { "set back to $($Old.Value)" }
  $script:Changed++
  if (-not $PSCmdlet.ShouldProcess("$($Old.Key)\$($Old.Name)", $what)) {
    return
  }
  $open = Open-RegistryKey -Key $Old.Key -Writable $true -Make ($null -ne $Old.Value)
  if ($null -ne $open) {
    if ($null -eq $Old.Value) {
      $open.DeleteValue($Old.Name, $false)
    } else {
      $open.SetValue($Old.Name, $Old.Value, $Old.Kind)
    }
    $open.Close()
  }
  Write-Line "  $($Old.Key)\$($Old.Name): $what"
}
