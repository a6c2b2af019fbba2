// Keeps the end of what every step wrote on every target until its wave is over, then shows it with
// what is alike grouped. Bounded however much is written: 4 KiB of each, 64 MiB in all.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "cli/view/grouped_outputs.hpp"
#include "cli/view/outline.hpp"
#include "cli/view/safe_text.hpp"
#include "ports/observer.hpp"

namespace fettle::cli {

class OutputTails {
 public:
  static constexpr std::size_t kTailMax = 4U << 10U;
  static constexpr std::size_t kTotalMax = 64U << 20U;

  void add(const ports::Place& place, std::string_view text);
  /// A try that begins forgets the one before; a step that ends is put with those that are alike.
  void hear(const ports::Place& place, const engine::Event& event);
  /// What the running step of this target has written so far is shown otherwise.
  void forget(const ports::Place& place) { open_.erase({place.position, place.recheck}); }
  /// The last line that the running step of this target wrote, blank ones passed over.
  std::string_view last_line(int position) const;
  /// What the ended steps wrote, some lines for each; forgets it.
  std::string take(const RunOutline& outline, Charset charset);

 private:
  struct SessionKey {
    int position = 0;
    bool recheck = false;
    auto operator<=>(const SessionKey&) const = default;
  };
  /// Of a step under way. Trimmed to kTailMax only when it is twice as long, so that many small
  /// chunks cost little.
  struct Tail {
    std::string text;
    std::uint64_t cut_bytes = 0;
    std::uint64_t cut_off = 0;  ///< fingerprint of these
  };
  struct Step {
    bool recheck = false;
    std::string stage;
    int step = 0;
    auto operator<=>(const Step&) const = default;
  };

  static void trim(Tail& tail, std::size_t keep);
  static std::string title(const Step& step, const RunOutline& outline);
  void close(const Step& step, int position, Tail tail);

  std::map<SessionKey, Tail> open_;
  std::map<Step, AlikeTexts> closed_;
  std::size_t closed_bytes_ = 0;
  int left_out_ = 0;  ///< outputs that had no room
};

/// Whether what ended steps wrote is shown now: the wave, or the batch, is over or stands still.
bool ends_wave(engine::EventKind kind);

}  // namespace fettle::cli
