#include "cli/view/json_line.hpp"

#include "base/visible_text.hpp"

namespace fettle::cli {

std::string escape_controls(std::string json) { return visible_json(std::move(json)); }

}  // namespace fettle::cli
