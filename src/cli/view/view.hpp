// What `fettle run` and `fettle resume` show: to a person at a terminal (live_view.hpp), in a log
// (plain_view.hpp) or to a program (json_view.hpp). A view only listens; the run does not wait for
// it. summary.hpp is what each ends with.
#pragma once

#include <iosfwd>
#include <memory>

#include "base/instant.hpp"
#include "cli/view/outline.hpp"
#include "cli/view/summary.hpp"
#include "cli/view/terminal.hpp"
#include "ports/observer.hpp"

namespace fettle::cli {

class RunView : public ports::Observer {
 public:
  /// To be called some ten times a second: what is drawn in place is drawn here.
  virtual void tick(Instant now) = 0;
  /// Until resume() the terminal belongs to somebody else, who asks a question below what is shown.
  virtual void suspend() = 0;
  virtual void resume() = 0;
  /// The run is over, or this process leaves it: called once, and nothing after it.
  virtual void finish(const RunSummary& summary) = 0;
};

enum class OutputFormat { kText, kJson };

/// `out` is that terminal, or whatever stands in its place. Both must outlive the view.
std::unique_ptr<RunView> make_view(OutputFormat format, RunOutline outline, std::ostream& out,
                                   const Terminal& terminal);

}  // namespace fettle::cli
