// The view of a run on a terminal: drawn over in place, ten times a second at most, and lines that
// stay above it. See frame.hpp for what is drawn and screen.hpp for how.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/view/output_tails.hpp"
#include "cli/view/run_progress.hpp"
#include "cli/view/screen.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

class LiveView : public RunView {
 public:
  LiveView(RunOutline outline, std::ostream& out, const Terminal& terminal);

  void occurred(const ports::Place& place, std::int64_t number,
                const engine::Event& event) override;
  void output(const ports::Place& place, int step, std::int64_t offset,
              std::string_view text) override;
  void stopped(std::string_view batch, const Error& error) override;
  void tick(Instant now) override;
  void suspend() override;
  void resume() override;
  void finish(const RunSummary& summary) override;

 private:
  enum class Mode { kDrawing, kSuspended };

  void keep_line(const Line& line);
  void keep_text(std::string_view text);
  void keep_ended();
  void draw();

  RunProgress progress_;
  OutputTails book_;
  std::ostream& out_;
  TerminalStyle look_;
  Screen screen_;
  std::vector<std::string> permanent_;  ///< to be written with the next drawing
  std::vector<bool> kept_;              ///< by position: whether its end has its line above
  Mode mode_ = Mode::kDrawing;
  Instant now_;
  std::optional<Instant> drawn_at_;
};

}  // namespace fettle::cli
