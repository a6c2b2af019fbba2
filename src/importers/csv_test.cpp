#include "importers/csv.hpp"

#include <gmock/gmock.h>

#include "importers/inventory_test_support.hpp"

namespace fettle::importers {
namespace {

using fleet::Server;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Csv, ColumnsSetFieldsAndUnknownOnesAreVariables) {
  const auto inventory =
      read_good("x.csv",
                "Name,address,Port,user,tags,mode,Serial\r\n"
                "web1,10.0.0.1,2201,deploy,\"blue,edge\",audit,\"A \"\"1\"\"\"\r\n"
                "\r\n"
                "web2,,,,,,\r\n");
  ASSERT_EQ(inventory.servers.size(), 2U);
  EXPECT_EQ(inventory.servers[0], (Server{.name = "web1",
                                          .address = "10.0.0.1",
                                          .port = 2201,
                                          .user = "deploy",
                                          .mode = fleet::Mode::kAudit,
                                          .tags = {"blue", "edge"},
                                          .variables = {{"Serial", "A \"1\""}}}));
  EXPECT_EQ(inventory.servers[1], (Server{.name = "web2"}));
  EXPECT_THAT(inventory.groups.at("blue"), ElementsAre("web1"));
}

TEST(Csv, AByteOrderMarkAndALastLineWithoutABreakAreFine) {
  EXPECT_EQ(read_good("x.csv", "\xEF\xBB\xBFname\nweb1").servers.at(0).name, "web1");
}

TEST(Csv, AQuotedCellMayHoldALineBreak) {
  EXPECT_EQ(read_good("x.csv", "name,note\na,\"1\n2\"\n").servers.at(0).variables.at("note"),
            "1\n2");
}

TEST(Csv, ExportsBringNotesAndVariablesThatHaveNoColumn) {
  const auto inventory = read_good(
      "x.csv",
      "notes,name,address,become_method,variables\n"
      "\"two\nlines\",\"'=web 1, \"\"a\"\"\",10.0.0.1,doas,\"{\"\"port\"\":\"\"8080\"\"}\"\n");
  EXPECT_EQ(inventory.servers.at(0), (Server{.name = "=web 1, \"a\"",
                                             .address = "10.0.0.1",
                                             .variables = {{"port", "8080"}},
                                             .become_method = "doas"}));
  EXPECT_EQ(inventory.notes.at("=web 1, \"a\""), "two\nlines");
  EXPECT_THAT(complaints("x.csv", "name,variables,become_method\na,[1],runas\n"),
              ElementsAre("2:3 `variables` is no JSON object of texts",
                          "2:7 `become_method`: `runas` is not sudo, su or doas"));
}

TEST(Csv, TheHeaderNeedsANameAndNoColumnTwice) {
  EXPECT_THAT(complaints("x.csv", "host,port\na,1\n"),
              ElementsAre("1:1 the header has no column `name`"));
  EXPECT_THAT(complaints("x.csv", "name,Port,port,\n"),
              ElementsAre("1:11 the column `port` is there twice",
                          "1:16 a column of the header has no name"));
}

TEST(Csv, CellsPastTheColumnsAreCountedNotKept) {
  EXPECT_THAT(complaints("x.csv", "name,a\nb" + std::string(100'000, ',') + "\n"),
              ElementsAre("2:1 this row has 100001 cells, the header has 2"));
  EXPECT_THAT(complaints("x.csv", "name" + std::string(100'000, ',') + "x\n"),
              testing::Contains("1:1 the header has more than 200 columns"));
}

TEST(Csv, EveryBadRowIsReportedWithItsPlace) {
  EXPECT_THAT(
      complaints("x.csv", "name,port,note\na,0,\nb,1\nA,22,\n,22,\nü,,\nc,1,\"x\"y\n"),
      ElementsAre("2:3 `port`: `0` is no port: a number from 1 to 65535",
                  "3:1 this row has 2 cells, the header has 3", "4:1 `A` is on line 2 already",
                  "5:1 the name `` must be 1 to 255 characters",
                  HasSubstr("6:1 the name `ü` has a character"),
                  "7:5 this cell goes on after its closing quote"));
}

TEST(Csv, AQuoteThatIsNeverClosedIsReportedWhereItOpens) {
  EXPECT_THAT(complaints("x.csv", "name\n\"a\nb\n"),
              testing::Contains("2:1 this quote is never closed"));
}

TEST(Csv, TenThousandServersAndNotOneMore) {
  std::string text = "name\n";
  for (int i = 0; i < 10'000; ++i) text += fmt::format("h{}\n", i);
  EXPECT_EQ(read_good("x.csv", text).servers.size(), 10'000U);
  EXPECT_THAT(complaints("x.csv", text + "more\n"),
              ElementsAre("10002:1 the table has more than 10000 servers"));
}

}  // namespace
}  // namespace fettle::importers
