// The shipped plans and recipes, which are in the program: listed, printed, copied into a file to
// change. `run` and `plan show` take a plan by its name (launch.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

/// The text of the shipped plan or recipe `name`; none where there is no such.
std::optional<std::string_view> find_in_catalogue(std::string_view name);
/// A plan alone: a recipe can't be run by itself.
std::optional<std::string_view> find_shipped_plan(std::string_view name);

struct CatalogueOptions {
  std::string name;
  std::string file;  ///< where to copy it; empty: `NAME.md` here
  OutputFormat format = OutputFormat::kText;
};

int list_catalogue(const CatalogueOptions& options, const Console& console);
int show_from_catalogue(const CatalogueOptions& options, const Console& console);
/// Never writes over a file.
int copy_from_catalogue(const CatalogueOptions& options, const Console& console);

}  // namespace fettle::cli
