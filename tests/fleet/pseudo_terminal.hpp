// A program on a terminal of its own, with a person in front of it who reads, types and interrupts.
// Waits for what it shows, never for a time.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace fettle::fleet_test {

class PseudoTerminal {
 public:
  /// Starts the program. Throws when there is no terminal to be had.
  explicit PseudoTerminal(const std::vector<std::string>& arguments);
  /// Ends the program, if it hasn't ended.
  ~PseudoTerminal();
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;

  /// True once `text` was shown after what was last waited for; false when it ended without, or
  /// half a minute has passed.
  bool shows(const std::string& text);
  void type(const std::string& text) const;
  void signal(int number) const;
  /// Whether what is typed is shown.
  bool echoes() const;
  /// Whether reading from it waits, as whoever shares it with the program expects.
  bool blocks() const;
  /// Reads on until the program ends: its exit status, -1 when it doesn't within half a minute.
  int finish();
  /// All that was shown so far.
  const std::string& shown() const { return shown_; }

 private:
  void start(const std::vector<std::string>& arguments);
  void read_some();
  bool has_ended();

  int ours_ = -1;
  int its_ = -1;  ///< kept open: its settings can be looked at after the program's end
  pid_t pid_ = 0;
  int status_ = -1;
  std::string shown_;
  std::size_t seen_ = 0;
};

}  // namespace fettle::fleet_test
