#include "cli/estimate_command.hpp"

#include "cli/program_for_test.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace cli {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

class EstimateCommand : public ProgramTest {
protected:
    static std::string table(const std::string& name) {
        return WAYMARK_SOURCE_DIR "/tests/estimation/" + name + ".csv";
    }
    int estimate(const std::string& name, std::vector<std::string> flags) {
        std::vector<std::string> arguments{"estimate", table(name)};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        return waymark_alone(arguments);
    }
    Json json_of(const std::string& name, std::vector<std::string> flags) {
        flags.emplace_back("--json");
        EXPECT_EQ(estimate(name, flags), 0) << err();
        return Json::parse(out());
    }
    int refused(const std::string& csv, const std::vector<std::string>& flags = {}) {
        typed_ = csv;
        std::vector<std::string> arguments{"estimate", "-"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        return waymark_alone(arguments);
    }
};

TEST_F(EstimateCommand, prints_one_object_with_every_key) {
    const Json json = json_of("uk2013_5", {"--bootstrap", "100"});
    for (const char* key :
         {"observed", "lists",    "method",      "estimate",  "dark_figure",  "lower",       "upper",
          "level",    "interval", "model",       "existence", "listed_share", "assumption",  "status",
          "reasons",  "warnings", "diagnostics", "seed",      "engine",       "input_sha256"}) {
        EXPECT_TRUE(json.contains(key)) << key;
    }
    EXPECT_EQ(json["observed"], 2744);
    EXPECT_EQ(json["method"], "stepwise");
    EXPECT_NEAR(json["estimate"].get<double>(), 11312.9903, 0.011);
    EXPECT_NEAR(json["dark_figure"].get<double>(), 11312.9903 - 2744, 0.011);
    EXPECT_EQ(json["model"]["generators"], "[12,13,24,25,35,45]");
    EXPECT_THAT(json["model"]["terms"], ::testing::SizeIs(6));
    EXPECT_EQ(json["model"]["df"], 19);
    EXPECT_NEAR(json["model"]["deviance"].get<double>(), 16.351383, 1e-5);
    EXPECT_NEAR(json["model"]["aic"].get<double>(), 127.598631, 1e-5);
    EXPECT_EQ(json["existence"]["code"], 0);
    EXPECT_EQ(json["interval"]["type"], "bca");
    EXPECT_EQ(json["interval"]["includes_selection"], true);
    EXPECT_EQ(json["interval"]["replicates"], 100);
    EXPECT_EQ(json["interval"]["failed"], 0);
    EXPECT_NEAR(json["listed_share"]["estimate"].get<double>(), 2744 / 11312.9903, 1e-6);
    EXPECT_EQ(json["status"], "fragile");
    EXPECT_THAT(json["reasons"][0].get<std::string>(), HasSubstr("methods differ by a factor of 2.0"));
    EXPECT_EQ(json["seed"], 1);
    EXPECT_EQ(json["input_sha256"].get<std::string>().size(), 64U);
}

TEST_F(EstimateCommand, prints_the_same_bytes_for_any_number_of_threads_and_others_for_another_seed) {
    ASSERT_EQ(estimate("uk2013_5", {"--json", "--bootstrap", "200", "--threads", "1"}), 0);
    const std::string one = out();
    ASSERT_EQ(estimate("uk2013_5", {"--json", "--bootstrap", "200", "--threads", "16"}), 0);
    EXPECT_EQ(out(), one);
    ASSERT_EQ(estimate("uk2013_5", {"--json", "--bootstrap", "200", "--seed", "2"}), 0);
    EXPECT_NE(out(), one);
}

TEST_F(EstimateCommand, gives_the_intervals_of_the_model_alone_and_says_so) {
    const Json wald = json_of("uk2013_6", {"--ci", "wald"});
    EXPECT_NEAR(wald["lower"].get<double>(), 9977.28, 1);
    EXPECT_NEAR(wald["upper"].get<double>(), 13145.66, 1);
    EXPECT_EQ(wald["interval"]["includes_selection"], false);
    EXPECT_THAT(wald["warnings"].dump(), HasSubstr("takes the chosen model as given"));
    const Json profile = json_of("uk2013_6", {"--ci", "profile", "--method", "independence"});
    EXPECT_NEAR(profile["lower"].get<double>(), 10983.85, 1);
    EXPECT_NEAR(profile["upper"].get<double>(), 13648.21, 1.4);
}

TEST_F(EstimateCommand, ranks_models_and_warns_where_the_best_disagree) {
    const Json json = json_of("uk2013_5", {"--method", "bic", "--ci", "wald"});
    EXPECT_EQ(json["model"]["generators"], "[12,13,23,25,34]");
    EXPECT_EQ(json["models_tried"], 1024);
    EXPECT_EQ(json["models"].size(), 20U);
    EXPECT_EQ(json["models"][1]["generators"], "[12,13,25,35,45]");
    EXPECT_THAT(json["warnings"].dump(), HasSubstr("about as good as the best"));
    const Json aic = json_of("uk2013_4", {"--method", "aic", "--max-order", "3", "--ci", "wald"});
    EXPECT_EQ(aic["model"]["generators"], "[123,34]");
    EXPECT_EQ(aic["models_tried"], 111);
}

TEST_F(EstimateCommand, runs_every_method_side_by_side) {
    const Json json = json_of("western_us_5", {"--method", "all", "--bootstrap", "50"});
    std::vector<std::string> methods;
    for (const Json& result : json["results"]) {
        methods.push_back(result["method"]);
        EXPECT_FALSE(result["assumption"].get<std::string>().empty());
        EXPECT_FALSE(result["status"].get<std::string>().empty());
        EXPECT_FALSE(result["reasons"].empty());
    }
    EXPECT_THAT(methods,
                ::testing::IsSupersetOf({"independence", "stepwise", "aic-stepwise", "aic", "bic", "bma"}));
    EXPECT_EQ(json["observed"], 345);
}

TEST_F(EstimateCommand, calls_public_tables_fragile_but_those_on_which_the_methods_agree) {
    for (const char* name : {"western_us_5", "new_orleans_5_n186"}) {
        EXPECT_EQ(json_of(name, {"--ci", "wald"})["status"], "usable with care") << name;
    }
    for (const char* name : {"uk2013_6", "uk2013_5", "uk2013_4", "new_orleans_8_n185", "new_orleans_8_n186",
                             "new_orleans_5_n185"}) {
        EXPECT_EQ(json_of(name, {"--ci", "wald"})["status"], "fragile") << name;
    }
}

TEST_F(EstimateCommand, gives_chaos_lower_bound_and_the_anchors) {
    const Json json = json_of("uk2013_6", {"--method", "chao"});
    EXPECT_NEAR(json["estimate"].get<double>(), 12298.5081, 0.013);
    EXPECT_NEAR(json["lower"].get<double>(), 11050.4679, 1.2);
    EXPECT_NEAR(json["upper"].get<double>(), 13811.7627, 1.4);
    EXPECT_NEAR(json["anchors"]["chao_lower_bound"].get<double>(), 12298.5081, 0.013);
    EXPECT_EQ(json["anchors"]["pairs"].size(), 15U);
    EXPECT_NEAR(json["anchors"]["sample_coverage"]["independent"].get<double>(), 9802.227, 0.01);
}

TEST_F(EstimateCommand, fits_the_model_that_is_given_and_shows_where_it_has_no_estimate) {
    const Json json = json_of("uk2013_5", {"--method", "fixed", "--model", "[LA:NG,GP]", "--ci", "wald"});
    EXPECT_NEAR(json["estimate"].get<double>(), 14217.8103, 0.015);
    EXPECT_EQ(json["model"]["terms"], Json({"LA:NG"}));
    const Json none = json_of("uk2013_4", {"--method", "fixed", "--model", "[1234]", "--ci", "wald"});
    EXPECT_EQ(none["existence"]["code"], 3);
    EXPECT_TRUE(none["estimate"].is_null());
    EXPECT_EQ(none["status"], "none");
}

TEST_F(EstimateCommand, withholds_what_so_few_overlaps_cannot_carry) {
    const Json json = json_of("artificial_3", {"--bootstrap", "50"});
    EXPECT_TRUE(json["estimate"].is_null());
    EXPECT_TRUE(json["interval"].is_null());
    EXPECT_EQ(json["status"], "none");
    EXPECT_THAT(json["reasons"][0].get<std::string>(), HasSubstr("only 6 people"));
}

TEST_F(EstimateCommand, says_in_words_what_it_assumes_and_what_is_in_doubt) {
    ASSERT_EQ(estimate("uk2013_5", {"--bootstrap", "50"}), 0) << err();
    for (const char* words : {"11,313", "Assumption", "Status               fragile", "LA:GP", "In doubt",
                              "Nobody but you can answer for these", "Listed share (MSE)"}) {
        EXPECT_THAT(out(), HasSubstr(words));
    }
    EXPECT_EQ(err(), "") << "nobody looks at this terminal";
}

TEST_F(EstimateCommand, refuses_with_status_2_and_says_where_and_why) {
    EXPECT_EQ(refused("A,B,C,count\n1,0,0,5\n0,1,0,-2\n"), 2);
    EXPECT_THAT(err(), HasSubstr("line 3, column 7 (count): not a whole number"));
    EXPECT_EQ(refused("A,B,count\n1,1,5\n"), 2);
    EXPECT_THAT(err(), HasSubstr("lists too few"));
    EXPECT_EQ(refused("A,B,C,count\n1,0,0,5\n0,1,0,5\n0,0,1,5\n"), 2);
    EXPECT_THAT(err(), HasSubstr("nobody on two lists"));
    EXPECT_EQ(refused("A,B,C,count\n1,1,0,5\n1,1,0,5\n0,0,1,5\n"), 2);
    EXPECT_THAT(err(), HasSubstr("line 3, column 1 (A): history twice"));
    EXPECT_EQ(refused("A,B,C,count\n0,0,0,5\n"), 2);
    EXPECT_THAT(err(), HasSubstr("people on no list"));
    EXPECT_EQ(waymark_alone({"estimate", "no such file.csv"}), 2);
    const std::string good = "A,B,C,count\n1,0,0,50\n0,1,0,50\n0,0,1,50\n1,1,0,9\n0,1,1,9\n1,0,1,9\n";
    EXPECT_EQ(refused(good, {"--ci", "wald"}), 0) << err();
    for (const std::vector<std::string>& flags :
         std::vector<std::vector<std::string>>{{"--method", "guess"},
                                               {"--ci", "credible"},
                                               {"--method", "fixed"},
                                               {"--method", "fixed", "--model", "[14]"},
                                               {"--model", "[12]"},
                                               {"--level", "95"},
                                               {"--bootstrap", "1.5"},
                                               {"--seed", "-1"},
                                               {"--threads", "0"}}) {
        EXPECT_EQ(refused(good, flags), 2) << flags[0] << flags[1];
    }
}

}  // namespace
}  // namespace cli
