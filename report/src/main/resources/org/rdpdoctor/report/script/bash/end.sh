main() {
  read_words "$@"
  check_place
  if [ "$undo" = yes ]; then take_back; else change_all; fi
  restart_now
  local done_word=changed
  if [ "$dry" = yes ]; then done_word='would be changed'; fi
  say "$changed $done_word, $kept as it should be, $by_hand left to you"
  if [ "$dry" = no ] && [ -n "$run" ]; then say "old values: $run"; fi
  if [ "$undo" = no ]; then say "proof: $proof"; fi
}

main "$@"
