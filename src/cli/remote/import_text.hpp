// `fettle import servers FILE`, `fettle import list NAME FILE`: another system's text into a
// service. First the difference; it is applied as it was seen, after a yes or with --apply.
#pragma once

#include <string>

#include "cli/remote/remote.hpp"
#include "cli/view/view.hpp"

namespace fettle::cli {

struct ImportOptions {
  std::string file;
  std::string list;    ///< name of the target list; empty: servers
  std::string format;  ///< empty: as the file's name tells
  std::string origin;  ///< what the source of servers is called; empty: the format
  bool apply = false;
  OutputFormat output = OutputFormat::kText;
};

/// 0 where it was applied, or where there is nothing to apply, or only looked at; 3 where a person
/// said no.
int import_text(const ImportOptions& options, const Remote& remote);

}  // namespace fettle::cli
