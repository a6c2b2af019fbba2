// Servers from another system's text: first the difference, then, with the digest of what was seen,
// the change. What the source leaves empty stays as it is; what it no longer names is marked as
// vanished and kept; the mode of a server that is there is never an import's to change. Launches
// nothing, reaches out for nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "usecases/context.hpp"
#include "usecases/servers/import_text.hpp"

namespace fettle::usecases {

struct ImportServers {
  std::string format;
  std::string text;
  std::optional<std::string> origin;  ///< what the source is called; none: the format
  std::optional<bool> apply;
  std::optional<std::string> digest;  ///< of the difference that was seen; to apply
};
BOOST_DESCRIBE_STRUCT(ImportServers, (), (format, text, origin, apply, digest))

struct FieldChange {
  std::string field;
  std::string before;
  std::string after;
};
BOOST_DESCRIBE_STRUCT(FieldChange, (), (field, before, after))

struct ImportChange {
  std::string name;
  std::vector<FieldChange> fields;
};
BOOST_DESCRIBE_STRUCT(ImportChange, (), (name, fields))

struct ImportDifference {
  std::vector<ImportChange> added;
  std::vector<ImportChange> changed;
  std::vector<std::string> vanished;  ///< came from this origin and are no longer named
  std::int64_t unchanged = 0;
  std::vector<RefusedServer> refused;
  std::vector<ShownDiagnostic> warnings;
  std::string digest;
  bool applied = false;
};
BOOST_DESCRIBE_STRUCT(ImportDifference, (),
                      (added, changed, vanished, unchanged, refused, warnings, digest, applied))

/// kConflict where the difference is not the one of `digest`.
Result<ImportDifference> import_servers(Context& context, const ImportServers& import);

/// Whoever only looks holds up nobody: a transaction where the import is to be applied.
Result<std::optional<store::Transaction>> begin_to_apply(Context& context,
                                                         std::optional<bool> apply);

/// Of added, changed and vanished things; what they are called does not matter here.
std::string digest_of(const ImportDifference& difference, std::string_view origin);

}  // namespace fettle::usecases
