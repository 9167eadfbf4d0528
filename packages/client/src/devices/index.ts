export { systemClock } from "../clock.ts";
export { DeviceOffer, type OfferState } from "./device-offer.ts";
export { NewDevice, type NewDeviceState } from "./new-device.ts";
export { postHere } from "./post-here.ts";
