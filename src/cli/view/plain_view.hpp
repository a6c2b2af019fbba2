// The view of a run where there is no terminal: one line for each thing worth a line, in ASCII,
// with its time in UTC. Nothing is drawn over.
#pragma once

#include <iosfwd>
#include <set>
#include <string>
#include <string_view>

#include "cli/view/output_book.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

class PlainView : public RunView {
 public:
  PlainView(RunOutline outline, std::ostream& out);

  void occurred(const ports::Place& place, std::int64_t number,
                const engine::Occurrence& occurrence) override;
  void output(const ports::Place& place, int step, std::int64_t offset,
              std::string_view text) override;
  void stopped(const Error& error) override;
  void tick(Instant /*now*/) override {}
  void suspend() override {}
  void resume() override {}
  void finish(const RunSummary& summary) override;

 private:
  bool is_noteworthy(const ports::Place& place, const engine::Occurrence& occurrence);

  RunOutline outline_;
  std::ostream& out_;
  OutputBook book_;
  std::set<std::string, std::less<>> waiting_;  ///< sessions whose step was told to wait
};

}  // namespace fettle::cli
