// Flows: made, saved, copied, archived, deleted. The markdown is what a flow is; each save reads it
// anew and keeps it as a version, and a text with errors changes nothing. A shipped flow is
// read-only. Reading is flow_library.hpp, trying without saving is flow_preview.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "usecases/context.hpp"
#include "usecases/flows/flow_shown.hpp"

namespace fettle::usecases {

struct NewFlow {
  std::optional<std::string> tree_type;
  std::optional<std::string> name;
  std::optional<std::string> markdown;
};
BOOST_DESCRIBE_STRUCT(NewFlow, (), (tree_type, name, markdown))

/// Of the given markdown, or of the blank template of `tree_type`. A `name` takes the place of the
/// one in the text. kInvalid, with every diagnostic, where the text has errors.
Result<ShownFlow> create_flow(Context& context, const NewFlow& flow);

struct SaveFlow {
  std::string id;
  std::string markdown;
  std::optional<std::int64_t> version;  ///< that the author knows; none: whichever there is
};

/// The flow with its new text; the same version where the text is what it was. kInvalid as above,
/// kStale, kConflict of a shipped flow.
Result<ShownFlow> save_flow(Context& context, const SaveFlow& flow);

struct DuplicateFlow {
  std::string id;
  std::optional<std::string> name;  ///< none: "Copy of ..."
};
Result<ShownFlow> duplicate_flow(Context& context, const DuplicateFlow& flow);

enum class ArchiveState { kArchived, kInUse };
struct ArchiveFlow {
  std::string id;
  ArchiveState state = ArchiveState::kArchived;
  std::optional<std::int64_t> version;
};
/// An archived flow is left out of the library; its schedules go on. Shipped ones can be archived.
Result<ShownFlow> archive_flow(Context& context, const ArchiveFlow& flow);

struct DeleteFlow {
  std::string id;
  std::optional<std::int64_t> version;
};
struct DeletedFlow {
  std::int64_t schedules_deleted = 0;
};
BOOST_DESCRIBE_STRUCT(DeletedFlow, (), (schedules_deleted))
/// Its schedules go with it; what ran is kept. kConflict of a shipped flow.
Result<DeletedFlow> delete_flow(Context& context, const DeleteFlow& flow);

}  // namespace fettle::usecases
