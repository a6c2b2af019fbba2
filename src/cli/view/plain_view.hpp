// The view of a run where there is no terminal: one line for each thing worth a line, in ASCII,
// with its time in UTC. Nothing is drawn over. What a step writes is shown when its wave is over,
// with what is alike grouped; of a step that runs for long as it comes, where targets are few.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "cli/view/output_tails.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

class PlainView : public RunView {
 public:
  PlainView(RunOutline outline, std::ostream& out);

  void occurred(const ports::Place& place, std::int64_t number,
                const engine::Event& event) override;
  void output(const ports::Place& place, int step, std::int64_t offset,
              std::string_view text) override;
  void stopped(std::string_view batch, const Error& error) override;
  void tick(Instant now) override;
  void suspend() override {}
  void resume() override {}
  void finish(const RunSummary& summary) override;

 private:
  /// A step that runs, and what of its output is yet to be shown.
  struct Stream {
    Instant began;
    std::string place;  ///< before each line: `web1`
    int position = 0;
    bool recheck = false;
    std::string text;
    std::size_t cut = 0;   ///< bytes before it that had no room
    bool is_open = false;  ///< it runs for long: its lines are shown as they come
  };
  enum class Lines { kWhole, kAll };

  void hear_stream(const ports::Place& place, const engine::Event& event);
  void write_lines(Stream& stream, Lines which);
  bool is_noteworthy(const ports::Place& place, const engine::Event& event);

  RunOutline outline_;
  std::ostream& out_;
  OutputTails book_;
  std::map<std::string, Stream, std::less<>> streams_;  ///< by session
  std::optional<Instant> told_;  ///< when it was last said that many targets still run
  std::set<std::string, std::less<>> waiting_;  ///< sessions whose step was told to wait
};

}  // namespace fettle::cli
