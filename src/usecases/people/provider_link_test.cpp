// Linking an account to an identity; the whole way over HTTP is tests/contract/identity_test.py.
#include "usecases/people/provider_link.hpp"

#include <gmock/gmock.h>

#include "store/identity_store.hpp"
#include "usecases/people/people_test_support.hpp"

namespace fettle::usecases {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class ProviderLink : public People {
 protected:
  identity::ProviderSettings settings{
      .issuer = "https://id.example.com",
      .name = "Example ID",
      .roles = {.owners = {"admins"}, .engineers = {"sre"}, .viewers = {"readers"}}};
  identity::Identity identity{.issuer = "https://id.example.com",
                              .subject = "248289",
                              .email = "elsewhere@example.com",
                              .name = "A.",
                              .groups = {"admins"}};

  Result<void> link(const Person& user) {
    auto context = as(user);
    auto transaction = store::Transaction::begin_exclusive(*db).value();
    FETTLE_TRY_VOID(link_identity(context, settings, identity));
    return transaction.commit();
  }
  std::optional<store::UserRow> linked() {
    return store::find_user_by_identity(*db, {identity.issuer, identity.subject}).value();
  }
};

TEST_F(ProviderLink, MakesTheIdentityTheSamePersonWhateverTheAddress) {
  ASSERT_TRUE(link(ann));
  ASSERT_TRUE(linked());
  EXPECT_EQ(linked()->id, ann.id);
  EXPECT_EQ(linked()->email, ann.email);
  EXPECT_THAT(audited(), Contains("user.identity_linked"));
}

TEST_F(ProviderLink, GivesAndTakesNoRole) {
  identity.groups = {"readers"};
  EXPECT_THAT(link(ann).error().message, HasSubstr("have the role `viewer` here, and you are"));
  identity.groups = {};
  EXPECT_EQ(link(ann).error().code, ErrorCode::kForbidden);
  EXPECT_FALSE(linked());
  EXPECT_THAT(audited(), Not(Contains("user.identity_linked")));
}

TEST_F(ProviderLink, IsOneToOne) {
  ASSERT_TRUE(link(ann));
  EXPECT_THAT(link(ann).error().message, HasSubstr("linked to Example ID already"));
  identity.groups = {"sre"};
  EXPECT_THAT(link(ben).error().message, HasSubstr("somebody else's here"));
  identity.groups = {"admins"};
  identity.subject = "another";
  EXPECT_EQ(link(ann).error().code, ErrorCode::kConflict) << "one identity of a provider each";
}

}  // namespace
}  // namespace fettle::usecases
