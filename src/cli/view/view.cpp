#include "cli/view/view.hpp"

#include <utility>

#include "cli/view/json_view.hpp"
#include "cli/view/live_view.hpp"
#include "cli/view/plain_view.hpp"

namespace fettle::cli {

std::unique_ptr<RunView> make_view(OutputFormat format, RunOutline outline, std::ostream& out,
                                   const Terminal& terminal) {
  if (format == OutputFormat::kJson) return std::make_unique<JsonView>(std::move(outline), out);
  if (!terminal.can_redraw) return std::make_unique<PlainView>(std::move(outline), out);
  return std::make_unique<LiveView>(std::move(outline), out, terminal);
}

}  // namespace fettle::cli
