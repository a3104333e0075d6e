import { expect, test } from "vitest";
import { searchClasses } from "@/app/projects/[projectId]/label/_bench/search-classes";

const classes = ["card_arrival", "lost card", "discard", "Card", "Éclair"].map((name, position) => ({
  id: name,
  name,
  description: "",
  examples: [],
  position,
}));
const find = (typed: string) => searchClasses(classes, typed).map(({ name }) => name);

test("whole names come first, then beginnings, then words, then the rest", () => {
  expect(find("card")).toEqual(["Card", "card_arrival", "lost card", "discard"]);
});

test("underscores are spaces, and accents do not matter", () => {
  expect(find("card arr")).toEqual(["card_arrival"]);
  expect(find("ecl")).toEqual(["Éclair"]);
});

test("nothing typed finds all in their order", () => {
  expect(find(" ")).toHaveLength(classes.length);
});

test("what no name holds finds nothing", () => {
  expect(find("xyz")).toEqual([]);
});

test("the letters of words one after the other find a class", () => {
  const lost = classes.filter(({ name }) => name === "lost card");
  expect(searchClasses(lost, "lc")).toEqual(lost);
  expect(searchClasses(lost, "lx")).toEqual([]);
});

/** The 150 intents of CLINC150 (Larson et al. 2019), a data set that people label. */
const intents = `
  transfer transactions balance freeze_account pay_bill bill_balance bill_due interest_rate routing
  min_payment order_checks pin_change report_fraud account_blocked spending_history credit_score
  report_lost_card credit_limit rewards_balance new_card application_status card_declined
  international_fees apr redeem_rewards credit_limit_change damaged_card replacement_card_duration
  improve_credit_score expiration_date recipe restaurant_reviews calories nutrition_info
  restaurant_suggestion ingredients_list ingredient_substitution cook_time food_last meal_suggestion
  restaurant_reservation confirm_reservation how_busy cancel_reservation accept_reservations
  shopping_list shopping_list_update next_song play_music update_playlist todo_list todo_list_update
  calendar calendar_update what_song order order_status reminder reminder_update smart_home traffic
  directions gas gas_type distance current_location mpg oil_change_when oil_change_how jump_start uber
  schedule_maintenance last_maintenance tire_pressure tire_change book_flight book_hotel car_rental
  travel_suggestion travel_alert travel_notification carry_on timezone vaccines translate
  flight_status international_visa lost_luggage plug_type exchange_rate time alarm share_location
  find_phone weather text spelling make_call timer date calculator measurement_conversion flip_coin
  roll_dice definition direct_deposit pto_request taxes payday w2 pto_balance pto_request_status
  next_holiday insurance insurance_change schedule_meeting pto_used meeting_schedule rollover_401k
  income greeting goodbye tell_joke where_are_you_from how_old_are_you what_is_your_name who_made_you
  thank_you what_can_i_ask_you what_are_your_hobbies do_you_have_pets are_you_a_bot meaning_of_life
  who_do_you_work_for fun_fact change_ai_name change_user_name cancel user_name reset_settings
  whisper_mode repeat no yes maybe change_language change_accent change_volume change_speed
  sync_device
`
  .trim()
  .split(/\s+/)
  .map((name, position) => ({ id: name, name, description: "", examples: [], position }));

/** How few keys bring the class to the top: letters from the beginning of its name, or of its words. */
function keysUntilFirst(name: string): number {
  const plain = name.replaceAll("_", " ");
  const initials = plain
    .split(" ")
    .map((word) => word.slice(0, 1))
    .join("");
  const typings = [plain, initials].flatMap((whole) =>
    [...whole].map((_, index) => whole.slice(0, index + 1)),
  );
  const found = typings.filter((typed) => searchClasses(intents, typed)[0]?.name === name);
  return Math.min(...found.map(({ length }) => length));
}

test("of 150 classes, half are first in the list after two keys, and all are found", () => {
  const keys = intents.map(({ name }) => keysUntilFirst(name)).sort((a, b) => a - b);
  expect(keys).toHaveLength(150);
  expect(keys[75]).toBeLessThanOrEqual(2);
  expect(keys.at(-1)).toBeLessThan(Number.POSITIVE_INFINITY);
});
