# Update-RdpCertificate: takes bad certificates that Windows made out of its own store; it makes a new one.
function Update-RdpCertificate {
  [CmdletBinding(SupportsShouldProcess = $true)]
  param([int] $Days)
  $store = 'Cert:\LocalMachine\Remote Desktop'
  $bad = @()
  $found = @(Get-ChildItem -Path $store)
  if ($found.Count -eq 0) {
    Write-ByHand 'there is none: Windows makes one when SessionEnv and TermService are restarted'
  }
  foreach ($certificate in $found) {
    $ends = $certificate.NotAfter -lt (Get-Date).AddDays($Days)
    $old = $certificate.SignatureAlgorithm.FriendlyName -match 'md5|sha1'
    if ($ends -or $old -or -not $certificate.HasPrivateKey) {
      $bad += $certificate
    } else {
      Write-Already "the certificate $($certificate.Thumbprint) is good until $($certificate.NotAfter)"
    }
  }
  foreach ($certificate in $bad) {
    $script:Changed++
    if ($PSCmdlet.ShouldProcess($certificate.Thumbprint, "remove the certificate that ends $($certificate.NotAfter)")) {
      Save-OldValue @{ What = 'certificate'; Name = [string] $certificate.Thumbprint }
      $copy = Join-Path -Path $script:Run -ChildPath "$($certificate.Thumbprint).cer"
      Export-Certificate -Cert $certificate -FilePath $copy | Out-Null
      Remove-Item -LiteralPath "$store\$($certificate.Thumbprint)"
      Write-Line "  removed $($certificate.Thumbprint), a copy without its key is $copy"
    }
  }
}
