// A target list from another system's text: first the difference, then, with the digest of what was
// seen, the change. What the source no longer names is marked as vanished and kept. Besides the
// formats of servers (import_text.hpp), whose names are labels, it reads one label a line and
// tables of labels with notes.
#pragma once

#include <optional>
#include <string>

#include "usecases/context.hpp"
#include "usecases/servers/server_import.hpp"

namespace fettle::usecases {

struct ImportTargetsBody {
  std::string format;  ///< `text`, `csv`, `json`, `ansible` or `ssh_config`
  std::string text;
  std::optional<bool> apply;
  std::optional<std::string> digest;
};
BOOST_DESCRIBE_STRUCT(ImportTargetsBody, (), (format, text, apply, digest))

struct ImportTargets {
  std::string id;  ///< of the list
  ImportTargetsBody body;
};

/// kConflict where the difference is not the one of the digest.
Result<ImportDifference> import_targets(Context& context, const ImportTargets& import);

}  // namespace fettle::usecases
