// The view of a run for programs (`--json`): one JSON object a line, nothing left out and nothing
// grouped. docs/reference/events.md is the contract.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

#include "cli/view/view.hpp"

namespace fettle::cli {

class JsonView : public RunView {
 public:
  /// Writes the line of the run at once.
  JsonView(const RunOutline& outline, std::ostream& out);

  void occurred(const ports::Place& place, std::int64_t number,
                const engine::Event& event) override;
  void output(const ports::Place& place, int step, std::int64_t offset,
              std::string_view text) override;
  void stopped(std::string_view batch, const Error& error) override;
  void tick(Instant /*now*/) override {}
  void suspend() override {}
  void resume() override {}
  void finish(const RunSummary& summary) override;

 private:
  std::ostream& out_;
  std::map<std::string, std::string, std::less<>> stages_;  ///< of sessions under way
};

/// The line that a run ends with, for who has only a summary to tell.
void write_summary_json(const RunSummary& summary, std::ostream& out);

}  // namespace fettle::cli
