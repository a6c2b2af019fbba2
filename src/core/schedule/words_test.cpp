#include "core/schedule/words.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string_view>
#include <vector>

namespace fettle::schedule {
namespace {

struct Row {
  std::string_view cron;
  std::string_view words;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.cron; }

class CronInWords : public testing::TestWithParam<Row> {};

TEST_P(CronInWords, ReadsAsEnglish) {
  Diagnostics diagnostics;
  EXPECT_EQ(describe(parse_cron(GetParam().cron, diagnostics).value()), GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Times, CronInWords,
    testing::ValuesIn(std::vector<Row>{
        {"* * * * *", "every minute"},
        {"*/15 * * * *", "every 15 minutes"},
        {"0,30 * * * *", "every 30 minutes"},
        {"0 * * * *", "every hour"},
        {"5 * * * *", "at minute 5 past every hour"},
        {"5,20-30 * * * *", "at minutes 5 and 20 to 30 past every hour"},
        {"*/25 * * * *", "at minutes 0, 25 and 50 past every hour"},
        {"0 0 * * *", "at 00:00 every day"},
        {"30 2,14 * * *", "at 02:30 and 14:30 every day"},
        {"*/15 9-17 * * *", "every 15 minutes from 09:00 to 17:45"},
        {"* 9-17 * * *", "every minute from 09:00 to 17:59"},
        {"0 9-17 * * *", "every hour from 09:00 to 17:00"},
        {"30 9-17 * * *", "at minute 30 past every hour from 9 to 17 every day"},
        {"0 */2 * * *", "every 2 hours"},
        {"30 */2 * * *",
         "at minute 30 past the hours 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 22 every day"},
        {"*/15 1,5,9 * * *", "every 15 minutes in the hours 1, 5 and 9"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Days, CronInWords,
    testing::ValuesIn(std::vector<Row>{
        {"0 0 * * 0", "at 00:00 on Sundays"},
        {"30 2 * * MON-FRI", "at 02:30 from Monday to Friday"},
        {"30 2 * * SAT,SUN", "at 02:30 on Saturdays and Sundays"},
        {"30 2 * * MON,WED,FRI", "at 02:30 on Mondays, Wednesdays and Fridays"},
        {"0 9 * * FRI-SUN", "at 09:00 from Friday to Sunday"},
        {"0 0 1 * *", "at 00:00 on the 1st of every month"},
        {"0 0 1,15,L * *", "at 00:00 on the 1st, the 15th and the last day of every month"},
        {"0 0 1-7 * *", "at 00:00 on the 1st to the 7th of every month"},
        {"0 0 */2 * *", "at 00:00 on every 2nd day from the 1st of every month"},
        {"0 0 L-3 * *", "at 00:00 on the day three days before the last of every month"},
        {"0 0 L-1 * *", "at 00:00 on the day before the last of every month"},
        {"0 18 LW * *", "at 18:00 on the last Monday-to-Friday day of every month"},
        {"0 18 * * FRIL", "at 18:00 on the last Friday of every month"},
        {"30 2 * * TUE#2", "at 02:30 on the second Tuesday of every month"},
        {"30 2 * * TUE#2+3", "at 02:30 on the second Tuesday of every month, three days later"},
        {"30 2 * * TUE#2+1", "at 02:30 on the second Tuesday of every month, one day later"},
        {"30 2 * * TUE#2+14", "at 02:30 on the second Tuesday of every month, 14 days later"},
        {"30 2 * * MON#1,MON#3", "at 02:30 on the first and third Monday of every month"},
        {"30 2 * * SUN,FRIL", "at 02:30 on Sundays or on the last Friday of every month"},
    }));

INSTANTIATE_TEST_SUITE_P(
    MonthsAndBothDayFields, CronInWords,
    testing::ValuesIn(std::vector<Row>{
        {"0 0 1 1 *", "at 00:00 on the 1st of January"},
        {"0 0 1 1,4,7,10 *", "at 00:00 on the 1st of January, April, July and October"},
        {"0 0 * 6-8 *", "at 00:00 every day in June to August"},
        {"*/10 * * 12 *", "every 10 minutes in December"},
        {"0 0 * 3 MON", "at 00:00 on Mondays in March"},
        {"0 0 * 3,9 TUE#1", "at 00:00 on the first Tuesday of March and September"},
        {"0 0 13 * FRI", "at 00:00 on the 13th of every month or on Fridays"},
        {"0 0 */2 * MON",
         "at 00:00 on every 2nd day from the 1st of every month, but only on Mondays"},
        {"0 0 1-31 * MON", "at 00:00 every day"},
    }));

}  // namespace
}  // namespace fettle::schedule
