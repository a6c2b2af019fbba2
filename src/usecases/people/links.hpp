// Links that work once, as they are made: a random token behind `#`, which browsers keep to
// themselves, so that no proxy's log has it. The database has its hash.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string>
#include <string_view>

#include "store/link_store.hpp"
#include "usecases/context.hpp"

namespace fettle::usecases {

BOOST_DEFINE_ENUM_CLASS(LinkKind, kSetup, kInvitation, kPassword)

/// What whoever asked for a link passes on; shown once.
struct LinkView {
  std::string id;
  std::string url;
  Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (id, url, expires_at))

struct NewLink {
  LinkKind kind = LinkKind::kInvitation;
  std::optional<std::string> team;
  std::optional<std::string> user;  ///< whose password
  std::string email;                ///< of who is invited
  std::string role;
};

/// Inside a transaction.
Result<LinkView> make_link(Context& context, NewLink link);

/// kNotFound where it is used, over or taken back; says no more than that.
Result<store::LinkRow> look_at_link(Context& context, LinkKind kind, std::string_view token);
/// The same, and uses it up. Inside a transaction.
Result<store::LinkRow> use_link(Context& context, LinkKind kind, std::string_view token);

}  // namespace fettle::usecases
