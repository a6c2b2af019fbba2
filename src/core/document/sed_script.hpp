// Where in a sed script one stands. A value of letters is safe between the delimiters of a regular
// expression or a replacement and in inserted text; where a command or a flag may stand, `e` runs
// something and `w` writes a file, so that only a number is.
#pragma once

namespace fettle::document {

class SedScript {
 public:
  /// The next character of the script, quotes removed.
  void read(char c);
  /// Whether letters that stand here are text.
  bool takes_text() const;

 private:
  enum class Place { kCommand, kDelimiter, kPart, kFlags, kText, kName, kRun };

  void read_command(char c);
  void read_part(char c);

  Place place_ = Place::kCommand;
  char delimiter_ = '/';
  int parts_ = 0;         ///< that are still to be read
  bool address_ = false;  ///< the part is an address, which a command follows
  bool escaped_ = false;
};

}  // namespace fettle::document
