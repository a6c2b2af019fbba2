#include "cli/remote/refusal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fettle::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kServer = "https://fettle.example.com";

ports::HttpReply problem(int status, const std::string& body) {
  return {
      .status = status, .headers = {{"content-type", "application/problem+json"}}, .body = body};
}

TEST(Refusal, OfAnUnknownTokenSaysWhereANewOneComesFrom) {
  const auto error = refusal(
      problem(401, R"({"title":"Not signed in","detail":"sign in","code":"unauthenticated"})"),
      kServer);
  EXPECT_EQ(error.code, ErrorCode::kUnauthenticated);
  EXPECT_THAT(error.message, AllOf(HasSubstr("revoked"), HasSubstr("FETTLE_TOKEN")));
}

TEST(Refusal, KeepsTheWordsOfTheServiceAboutTheScopeThatIsMissing) {
  const auto error =
      refusal(problem(403, R"({"detail":"it needs the scope `run`","code":"forbidden"})"), kServer);
  EXPECT_EQ(error.code, ErrorCode::kForbidden);
  EXPECT_EQ(error.message, "it needs the scope `run`");
}

TEST(Refusal, OfAPathThatIsNotThereSaysThatTheServiceIsOlder) {
  const auto error = refusal(
      problem(404, R"({"detail":"there is nothing at this path","code":"not-found"})"), kServer);
  EXPECT_EQ(error.code, ErrorCode::kNotFound);
  EXPECT_THAT(error.message, HasSubstr("older than this program"));
}

TEST(Refusal, OfAStaleChangeTellsTheNewerState) {
  const auto error = refusal(
      problem(412, R"({"detail":"look again","code":"stale",)"
                   R"("current":{"status":"approved","digest":"9f","version":4,"more":[]}})"),
      kServer);
  EXPECT_EQ(error.code, ErrorCode::kStale);
  EXPECT_EQ(error.message, "look again; now it is approved, digest 9f, version 4");
}

TEST(Refusal, PointsAtTheLinesOfATextAsLintDoes) {
  const auto error = refusal(
      problem(422,
              R"({"detail":"the plan has errors","code":"invalid","errors":[{"severity":"error",)"
              R"("code":"step.key","message":"unknown key `comand`","hint":"did you mean?",)"
              R"("line":2,"column":1}]})"),
      kServer);
  EXPECT_THAT(show_refusal(error, "plan.md", "one\ncomand: x\n"),
              AllOf(HasSubstr("plan.md:2:1: error step.key: unknown key `comand`"),
                    HasSubstr("comand: x\n"), HasSubstr("did you mean?")));
}

TEST(Refusal, NamesTheMembersOfABodyThatAreWrong) {
  const auto error = refusal(
      problem(422, R"({"detail":"two are wrong","code":"invalid","errors":[{"severity":"error",)"
                   R"("code":"json.type","message":"expected a string","pointer":"/strategy"}]})"),
      kServer);
  EXPECT_THAT(show_refusal(error), HasSubstr("two are wrong; /strategy: expected a string\n"));
}

TEST(Refusal, SaysWhenToComeBack) {
  auto reply = problem(429, R"({"detail":"too many tries","code":"too-many"})");
  reply.headers["retry-after"] = "12";
  EXPECT_EQ(refusal(reply, kServer).message, "too many tries; try again in 12 s");
  EXPECT_TRUE(is_passing(reply));
}

TEST(Refusal, DoesNotTakeAPageOfAProxyForAnAnswer) {
  const ports::HttpReply page{
      .status = 502, .headers = {{"content-type", "text/html"}}, .body = "<html>"};
  EXPECT_THAT(refusal(page, kServer).message, HasSubstr("what stands before the service"));
  EXPECT_TRUE(is_passing(page));
  const ports::HttpReply moved{.status = 301, .headers = {{"location", "https://other/"}}};
  EXPECT_THAT(refusal(moved, kServer).message,
              AllOf(HasSubstr("https://other/"), HasSubstr("a token is not sent on")));
  EXPECT_FALSE(is_passing(moved));
}

TEST(Refusal, ShowsNothingThatCouldDriveTheTerminal) {
  const auto error =
      refusal(problem(409, R"({"detail":"\u001b[2Jgone","code":"conflict"})"), kServer);
  EXPECT_THAT(show_refusal(error), AllOf(HasSubstr("^[[2Jgone"), Not(HasSubstr("\x1b"))));
}

TEST(Refusal, OfACertificateNamesTheOptionForPrivateAuthorities) {
  const auto error = no_answer(
      {.code = ErrorCode::kRefused, .message = "its certificate is not believed"}, kServer);
  EXPECT_THAT(error.message, AllOf(HasSubstr("https://fettle.example.com: its certificate"),
                                   HasSubstr("--server-ca FILE")));
}

}  // namespace
}  // namespace fettle::cli
